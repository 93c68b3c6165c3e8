// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.pubsub.rule;

import im.wardroom.store.Nodes.Item;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.time.Delay;
import im.wardroom.xmpp.xml.Element;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What subscribers are told (XEP-0060 §7.1.2, §7.2.2, §8.2.5, §8.4.2, §8.5.2).
public final class Events {

    private static final String NS = Names.EVENT;

    private Events() {}

    /// @param payload null if it is not told
    public static Element published(String node, NodeOptions options, Item item, @Nullable Element payload) {
        Element child = Element.of(NS, "item").with("id", item.id());
        if ("publisher".equals(options.one(Option.ITEM_REPLY))) {
            child = child.with("publisher", item.publisher().toString());
        }
        if (payload != null && options.is(Option.DELIVER_PAYLOADS)) {
            child = child.with(payload);
        }
        return items(node, child);
    }

    public static Element retracted(String node, String id) {
        return items(node, Element.of(NS, "retract").with("id", id));
    }

    private static Element items(String node, Element child) {
        return event(Element.of(NS, "items").with("node", node).with(child));
    }

    public static Element purged(String node) {
        return event(Element.of(NS, "purge").with("node", node));
    }

    public static Element deleted(String node) {
        return event(Element.of(NS, "delete").with("node", node));
    }

    public static Element configured(String node, NodeOptions options) {
        Element configuration = Element.of(NS, "configuration").with("node", node);
        return event(
                options.is(Option.DELIVER_PAYLOADS)
                        ? configuration.with(OptionsForm.toRead(Names.NODE_CONFIG, options, List.of(Option.values())))
                        : configuration);
    }

    /// XEP-0060 §12.18.
    public static Element subscription(String node, Jid subscriber, Subscription state) {
        return event(Element.of(NS, "subscription")
                .with("node", node)
                .with("jid", subscriber.toString())
                .with("subscription", state.word()));
    }

    private static Element event(Element child) {
        return Element.of(NS, "event").with(child);
    }

    public static Message message(BareJid from, Jid to, Element event) {
        return Message.to(
                from,
                to,
                Element.of(Namespaces.CLIENT, "message")
                        .with("type", "headline")
                        .with(event));
    }

    /// What was published earlier says when (XEP-0203).
    public static Message delayed(Message message, BareJid by, Instant at) {
        return message.withElement(message.element().with(Delay.of(by.toString(), at)));
    }

    /// Which node an event is about.
    public static Optional<String> node(Message message) {
        return message.element()
                .find(NS, "event")
                .flatMap(event -> Optional.ofNullable(event.firstElement()))
                .map(child -> child.attribute("node"));
    }
}
