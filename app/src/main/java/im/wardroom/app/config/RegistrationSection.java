// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config;

import java.time.Duration;

/// Who may make an account.
public record RegistrationSection(
        @Doc("Who may make an account with a client; administrators always can with the command line.") @Default("off")
        Who who,

        @Doc("How long an invitation can be used.") @Default("7d") @Between(min = "1m", max = "365d")
        Duration invitationLifetime) {

    /// Who may make an account with a client (XEP-0077).
    public enum Who {
        OFF,
        INVITATION,
        OPEN_TO_ANYONE
    }
}
