// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.registration;

import java.time.Duration;

/// How accounts may be made with a client.
///
/// @param invitationLifetime how long an invitation can be used
/// @param invitationsPerAccount that one user may have open at a time
/// @param perAddressAndHour accounts that one address may make without an invitation
public record RegistrationRules(
        RegistrationMode mode, Duration invitationLifetime, int invitationsPerAccount, int perAddressAndHour) {

    public static final RegistrationRules DEFAULT =
            new RegistrationRules(RegistrationMode.OFF, Duration.ofDays(7), 50, 5);

    public RegistrationRules with(RegistrationMode changed) {
        return new RegistrationRules(changed, invitationLifetime, invitationsPerAccount, perAddressAndHour);
    }

    boolean isOn() {
        return mode != RegistrationMode.OFF;
    }
}
