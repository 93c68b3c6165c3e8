// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config;

import java.time.Duration;

/// Who may make an account.
public record RegistrationSection(
        @Doc("Who may make an account with a client; administrators always can with the command line.") @Default("off")
        Who who,

        @Doc("How long an invitation can be used.") @Default("7d") @Between(min = "1m", max = "365d")
        Duration invitationLifetime,

        @Doc("How many invitations one user may have open at a time.")
        @Default("50")
        @Between(min = "0", max = "100000")
        int invitationsPerAccount,

        @Doc("How many accounts one address may make in an hour without an invitation.")
        @Default("5")
        @Between(min = "1", max = "1000000")
        int perAddressAndHour) {

    /// Who may make an account with a client (XEP-0077).
    public enum Who {
        OFF,
        INVITATION,
        OPEN_TO_ANYONE
    }
}
