// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.pubsub;

import im.wardroom.features.pubsub.rule.Names;
import im.wardroom.features.pubsub.rule.Subscription;
import im.wardroom.store.Nodes.Node;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;
import java.util.LinkedHashMap;
import java.util.Map;

/// Who subscribed to a node by name, as its owner sees and changes it (XEP-0060 §8.8): those who wait are granted or
/// denied here, too. All of the changes are made, or none.
final class ManageSubscriptions {

    private ManageSubscriptions() {}

    static void list(Call call) {
        call.inTurn(() -> {
            Node node = call.owned(call.name());
            call.reply(Element.of(Names.OWNER, "subscriptions")
                    .with("node", node.name())
                    .withAll(node.subscriptions().entrySet().stream()
                            .map(entry -> Element.of(Names.OWNER, "subscription")
                                    .with("jid", entry.getKey().toString())
                                    .with("subscription", entry.getValue()))
                            .toList()));
        });
    }

    static void change(Call call) {
        call.inTurn(() -> {
            Node node = call.owned(call.name());
            Map<Jid, Subscription> changes = new LinkedHashMap<>();
            call.action()
                    .elements(Names.OWNER, "subscription")
                    .filter(entry -> entry.attribute("subscription") != null)
                    .forEach(entry -> changes.put(Subscribe.jid(entry.attribute("jid")), state(entry)));
            if (!call.profile().ofOnePerson() && !node.subscriptions().keySet().containsAll(changes.keySet())) {
                throw new StanzaException(Condition.NOT_ACCEPTABLE, "Only who asked for a subscription can have one.");
            }
            Node after = node;
            for (Map.Entry<Jid, Subscription> change : changes.entrySet()) {
                after = Subscribe.with(after, change.getKey(), change.getValue());
            }
            if (after.subscriptions().size() > call.limits().entities()) {
                throw new StanzaException(Condition.NOT_ACCEPTABLE, "The node would have too many subscribers.");
            }
            call.host().putNode(after, Call.options(node).keep(call.limits()));
            call.done();
            changes.forEach((subscriber, state) -> Notices.subscription(call.host(), node.name(), subscriber, state));
        });
    }

    private static Subscription state(Element entry) {
        return Subscription.of(entry.attribute("subscription", ""))
                .orElseThrow(() -> new StanzaException(Condition.NOT_ACCEPTABLE, "There is no such state."));
    }
}
