// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.pubsub;

import im.wardroom.features.pubsub.rule.Access;
import im.wardroom.features.pubsub.rule.NodeOptions;
import im.wardroom.features.pubsub.rule.Option;
import im.wardroom.features.pubsub.rule.Refusal;
import im.wardroom.features.pubsub.rule.Standing;
import im.wardroom.features.pubsub.rule.Subscription;
import im.wardroom.store.Nodes.Node;
import im.wardroom.xmpp.address.InvalidJidException;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.xml.Element;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Subscribing to a node by name (XEP-0060 §6.1).
final class Subscribe implements Request {

    private final LastItems lastItems;

    Subscribe(LastItems lastItems) {
        this.lastItems = lastItems;
    }

    @Override
    public void handle(Call call) {
        call.inTurn(() -> subscribe(call, call.name()));
    }

    private void subscribe(Call call, String name) {
        Node node = call.require(name);
        NodeOptions options = Call.options(node);
        Standing standing = call.standing(node);
        call.check(Access.subscribing(options, standing));
        Jid subscriber = subscriber(call);
        String before = node.subscriptions().get(subscriber);
        if (Subscription.PENDING.word().equals(before)) {
            throw Refusal.PENDING_SUBSCRIPTION.exception();
        }
        Subscription state = Access.needsApproval(options, standing) ? Subscription.PENDING : Subscription.SUBSCRIBED;
        if (before == null) {
            if (node.subscriptions().size() >= call.limits().entities()) {
                throw Refusal.TOO_MANY_SUBSCRIPTIONS.exception();
            }
            call.host().putNode(with(node, subscriber, state), options.keep(call.limits()));
        }
        call.reply(Subscribe.element(name, subscriber, state));
        if (state == Subscription.SUBSCRIBED && !"never".equals(options.one(Option.SEND_LAST))) {
            lastItems.send(call.host(), subscriber, List.of(name));
        }
    }

    static Element element(String node, Jid subscriber, Subscription state) {
        return Call.element("subscription")
                .with("node", node)
                .with("jid", subscriber.toString())
                .with("subscription", state.word());
    }

    /// XEP-0060 §6.1.3.1: one of the asker's addresses.
    static Jid subscriber(Call call) {
        Jid jid = jid(call.action().attribute("jid"));
        if (!jid.bare().equals(call.host().sender().bare())) {
            throw Refusal.INVALID_JID.exception();
        }
        return jid;
    }

    static Jid jid(@Nullable String text) {
        if (text == null) {
            throw Refusal.JID_REQUIRED.exception();
        }
        try {
            return Jid.parse(text);
        } catch (InvalidJidException e) {
            throw Refusal.INVALID_JID.exception();
        }
    }

    static Node with(Node node, Jid subscriber, Subscription state) {
        Map<Jid, String> after = new HashMap<>(node.subscriptions());
        if (state == Subscription.NONE) {
            after.remove(subscriber);
        } else {
            after.put(subscriber, state.word());
        }
        return new Node(node.name(), node.options(), node.affiliations(), after);
    }
}
