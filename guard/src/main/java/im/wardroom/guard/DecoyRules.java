// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard;

import im.wardroom.xmpp.address.BareJid;
import java.util.Set;

/// Accounts that belong to nobody: any contact with them is an alarm.
///
/// @param inRosters whether everybody has them as contacts
/// @param quarantine whether who writes to one goes into quarantine; else the message is refused
public record DecoyRules(Set<BareJid> accounts, boolean inRosters, boolean quarantine) {
    public static final DecoyRules DEFAULT = new DecoyRules(Set.of(), true, true);

    public DecoyRules {
        accounts = Set.copyOf(accounts);
    }
}
