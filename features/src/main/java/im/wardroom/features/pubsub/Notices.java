// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.pubsub;

import im.wardroom.features.pubsub.rule.Access;
import im.wardroom.features.pubsub.rule.Events;
import im.wardroom.features.pubsub.rule.NodeOptions;
import im.wardroom.features.pubsub.rule.Option;
import im.wardroom.features.pubsub.rule.Subscription;
import im.wardroom.server.extension.NodesView;
import im.wardroom.store.Nodes.Node;
import im.wardroom.store.RosterItem;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.xml.Element;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/// Sends an event to all who are entitled to it: who subscribed, and the owner and the contacts who see the owner's
/// presence, as far as their devices want it (XEP-0163 §4).
final class Notices {

    private Notices() {}

    static void send(NodesView host, Node node, NodeOptions options, Element event) {
        if (!options.is(Option.DELIVER_NOTIFICATIONS)) {
            return;
        }
        Message message = Events.message(host.owner(), host.owner(), event);
        Standings standings = new Standings(host, node);
        Set<BareJid> served = toSubscribers(host, node, options, standings, message);
        Message marked = Marking.marked(message);
        // A service is nobody who would want to hear of it.
        if (host.owner().local() != null && !served.contains(host.owner())) {
            host.announce(marked, host.owner());
        }
        for (RosterItem contact : candidates(host, node, options)) {
            if (contact.subscription().from()
                    && !served.contains(contact.jid())
                    && Access.reading(options, standings.of(contact.jid())) == null) {
                host.announce(marked, contact.jid());
            }
        }
    }

    /// With a white list, these alone: most nodes of that kind are private, and the roster may be long.
    private static Iterable<RosterItem> candidates(NodesView host, Node node, NodeOptions options) {
        return options.one(Option.ACCESS_MODEL).equals("whitelist")
                ? node.affiliations().keySet().stream()
                        .flatMap(entity -> Stream.ofNullable(host.contact(entity)))
                        .toList()
                : host.roster();
    }

    /// Who gets it at the bare address needs no other.
    private static Set<BareJid> toSubscribers(
            NodesView host, Node node, NodeOptions options, Standings standings, Message message) {
        Set<BareJid> served = new HashSet<>();
        node.subscriptions().forEach((subscriber, state) -> {
            if (state.equals(Subscription.SUBSCRIBED.word())
                    && Access.reading(options, standings.of(subscriber)) == null) {
                host.announce(message, subscriber);
                if (subscriber instanceof BareJid bare) {
                    served.add(bare);
                }
            }
        });
        return served;
    }

    /// Tells one subscriber what became of the subscription.
    static void subscription(NodesView host, String node, Jid subscriber, Subscription state) {
        host.announce(
                Events.message(host.owner(), subscriber, Events.subscription(node, subscriber, state)), subscriber);
    }
}
