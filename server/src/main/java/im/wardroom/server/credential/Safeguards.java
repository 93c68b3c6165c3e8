// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.credential;

import im.wardroom.server.audit.AuditTrail;

/// What watches over accounts.
///
/// @param lockout shared by all that prove or unlock accounts
public record Safeguards(Lockout lockout, AuditTrail trail) {

    /// Nothing is written down.
    public static Safeguards unseen(Lockout lockout) {
        return new Safeguards(lockout, AuditTrail.NONE);
    }
}
