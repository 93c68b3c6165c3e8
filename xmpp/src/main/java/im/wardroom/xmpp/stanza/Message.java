// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.stanza;

import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.xml.Element;
import org.jspecify.annotations.Nullable;

/// A message stanza (RFC 6121 §5).
public record Message(
        Element element, @Nullable Jid from, @Nullable Jid to, Type type) implements Stanza {

    /// RFC 6121 §5.2.2; an unknown type is treated as normal.
    public enum Type {
        NORMAL,
        CHAT,
        GROUPCHAT,
        HEADLINE,
        ERROR;

        static Type of(@Nullable String value) {
            return switch (value) {
                case "chat" -> CHAT;
                case "groupchat" -> GROUPCHAT;
                case "headline" -> HEADLINE;
                case "error" -> ERROR;
                case null, default -> NORMAL;
            };
        }
    }

    @Override
    public boolean isError() {
        return type == Type.ERROR;
    }

    @Override
    public Message addressed(@Nullable Jid from, @Nullable Jid to) {
        Element stamped = element.with("from", from == null ? null : from.toString())
                .with("to", to == null ? null : to.toString());
        return new Message(stamped, from, to, type);
    }

    @Override
    public Message withElement(Element changed) {
        return new Message(changed, from, to, Type.of(changed.attribute("type")));
    }

    public boolean hasBody() {
        return element.has(Namespaces.CLIENT, "body");
    }

    public static Message to(@Nullable Jid from, Jid to, Element element) {
        return new Message(element, null, null, Type.of(element.attribute("type"))).addressed(from, to);
    }
}
