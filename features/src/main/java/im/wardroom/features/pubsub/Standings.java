// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.pubsub;

import im.wardroom.features.pubsub.rule.Affiliation;
import im.wardroom.features.pubsub.rule.Standing;
import im.wardroom.features.pubsub.rule.Subscription;
import im.wardroom.server.extension.NodesView;
import im.wardroom.store.Nodes.Node;
import im.wardroom.store.RosterItem;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Jid;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What people are to a node: what the rules ask for, from the owner's roster and the node.
final class Standings {

    private final NodesView host;
    private final Node node;
    private final Map<BareJid, Subscription> subscriptions;

    Standings(NodesView host, Node node) {
        this.host = host;
        this.node = node;
        this.subscriptions = node.subscriptions().isEmpty() ? Map.of() : best(node);
    }

    /// Whoever subscribed from several addresses is as much as the best of them.
    private static Map<BareJid, Subscription> best(Node node) {
        Map<BareJid, Subscription> best = new HashMap<>();
        node.subscriptions()
                .forEach((address, state) -> best.merge(
                        address.bare(),
                        Subscription.of(state).orElse(Subscription.NONE),
                        (one, other) -> one.compareTo(other) > 0 ? one : other));
        return best;
    }

    /// Of one alone.
    static Standing of(NodesView host, Node node, Jid who) {
        return new Standings(host, node).of(who);
    }

    Standing of(Jid who) {
        BareJid bare = who.bare();
        if (bare.equals(host.owner())) {
            return Standing.OWNER;
        }
        String affiliation = node.affiliations().get(bare);
        RosterItem contact = host.contact(bare);
        return new Standing(
                affiliation == null
                        ? Affiliation.NONE
                        : Affiliation.of(affiliation).orElse(Affiliation.NONE),
                subscriptions.getOrDefault(bare, Subscription.NONE),
                contact != null && contact.subscription().from(),
                contact == null ? List.of() : contact.groups());
    }
}
