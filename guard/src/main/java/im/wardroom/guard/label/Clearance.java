// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.label;

import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Domain;
import java.util.Set;

/// What some accounts, rooms and domains are cleared for.
public record Clearance(Set<BareJid> who, Set<Domain> domains, Sensitivity sensitivity) {

    public Clearance {
        who = Set.copyOf(who);
        domains = Set.copyOf(domains);
    }
}
