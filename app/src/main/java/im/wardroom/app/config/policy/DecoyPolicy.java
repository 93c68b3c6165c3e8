// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config.policy;

import im.wardroom.app.config.Default;
import im.wardroom.app.config.Doc;
import im.wardroom.guard.DecoyRules;
import im.wardroom.xmpp.address.BareJid;
import java.util.List;
import java.util.Set;

/// Accounts that belong to nobody.
public record DecoyPolicy(
        @Doc("Their addresses, which should look like people's; the server makes the accounts and keeps them alive.")
        @Default("")
        List<BareJid> accounts,

        @Doc("Whether everybody has them as contacts, where a worm finds them.") @Default("true")
        boolean inRosters,

        @Doc(
                "Whether who writes to one goes into quarantine; else the message is refused. An alarm is raised either way.")
        @Default("true")
        boolean quarantine) {

    DecoyRules rules() {
        return new DecoyRules(Set.copyOf(accounts), inRosters, quarantine);
    }
}
