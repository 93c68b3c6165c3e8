// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.pubsub;

import im.wardroom.features.pubsub.rule.Affiliation;
import im.wardroom.features.pubsub.rule.Standing;
import im.wardroom.features.pubsub.rule.Subscription;
import im.wardroom.server.extension.AccountView;
import im.wardroom.store.Nodes.Node;
import im.wardroom.store.RosterItem;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Jid;
import java.util.List;

/// What somebody is to an account's node: what the rules ask for, from the account's roster and the node.
final class Standings {

    private Standings() {}

    static Standing of(AccountView account, Node node, Jid who) {
        BareJid bare = who.bare();
        if (bare.equals(account.owner())) {
            return Standing.OWNER;
        }
        String affiliation = node.affiliations().get(bare);
        RosterItem contact = account.contact(bare);
        return new Standing(
                affiliation == null
                        ? Affiliation.NONE
                        : Affiliation.of(affiliation).orElse(Affiliation.NONE),
                subscription(node, bare),
                contact != null && contact.subscription().from(),
                contact == null ? List.of() : contact.groups());
    }

    private static Subscription subscription(Node node, BareJid bare) {
        Subscription best = Subscription.NONE;
        for (var entry : node.subscriptions().entrySet()) {
            Subscription state = Subscription.of(entry.getValue()).orElse(Subscription.NONE);
            if (entry.getKey().bare().equals(bare) && state.compareTo(best) > 0) {
                best = state;
            }
        }
        return best;
    }
}
