// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.registration;

/// Who may make an account with a client.
public enum RegistrationMode {
    /// Nobody; the administrator makes accounts.
    OFF,
    /// Who holds an invitation.
    INVITATION,
    /// Anybody who can connect.
    OPEN_TO_ANYONE
}
