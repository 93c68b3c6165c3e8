// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.stanza;

import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.xml.Element;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A presence stanza (RFC 6121 §3, §4).
public record Presence(
        Element element, @Nullable Jid from, @Nullable Jid to, Type type) implements Stanza {

    /// RFC 6121 §4.7.1.
    public enum Type {
        AVAILABLE,
        UNAVAILABLE,
        SUBSCRIBE,
        SUBSCRIBED,
        UNSUBSCRIBE,
        UNSUBSCRIBED,
        PROBE,
        ERROR;

        static Type of(@Nullable String value) {
            return switch (value) {
                case null -> AVAILABLE;
                case "unavailable" -> UNAVAILABLE;
                case "subscribe" -> SUBSCRIBE;
                case "subscribed" -> SUBSCRIBED;
                case "unsubscribe" -> UNSUBSCRIBE;
                case "unsubscribed" -> UNSUBSCRIBED;
                case "probe" -> PROBE;
                case "error" -> ERROR;
                default -> throw new StanzaException(StanzaError.Condition.BAD_REQUEST, "Unknown presence type.");
            };
        }

        public @Nullable String attribute() {
            return this == AVAILABLE ? null : name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public boolean isError() {
        return type == Type.ERROR;
    }

    @Override
    public Presence addressed(@Nullable Jid from, @Nullable Jid to) {
        Element stamped = element.with("from", from == null ? null : from.toString())
                .with("to", to == null ? null : to.toString());
        return new Presence(stamped, from, to, type);
    }

    @Override
    public Presence withElement(Element changed) {
        return new Presence(changed, from, to, Type.of(changed.attribute("type")));
    }

    /// RFC 6121 §4.7.2.3: from -128 to 127, 0 if absent.
    ///
    /// @throws StanzaException `bad-request` if it is no such number
    public int priority() {
        Element child = element.child(Namespaces.CLIENT, "priority");
        if (child == null) {
            return 0;
        }
        try {
            return Byte.parseByte(child.text().strip());
        } catch (NumberFormatException e) {
            throw new StanzaException(
                    StanzaError.Condition.BAD_REQUEST, "The priority must be a number from -128 to 127.");
        }
    }

    public static Presence of(Type type, @Nullable Jid from, @Nullable Jid to) {
        Element element = Element.of(Namespaces.CLIENT, "presence").with("type", type.attribute());
        return new Presence(element, null, null, type).addressed(from, to);
    }
}
