// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.stanza;

import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.address.InvalidJidException;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.address.LastAddress;
import im.wardroom.xmpp.xml.Element;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A message, presence or IQ (RFC 6120 §8): its element, and the addresses parsed once.
public sealed interface Stanza permits Message, Presence, Iq {

    Element element();

    @Nullable
    Jid to();

    @Nullable
    Jid from();

    default @Nullable String id() {
        return element().attribute("id");
    }

    boolean isError();

    /// A copy with other addresses; the payload is kept as it came.
    Stanza addressed(@Nullable Jid from, @Nullable Jid to);

    /// A copy with a changed element of the same kind; the addresses are kept.
    Stanza withElement(Element element);

    /// An error reply, or null where RFC 6120 §8.3.1 forbids one (to an error, or to an IQ response).
    default @Nullable Stanza errorReply(StanzaError error) {
        if (isError() || this instanceof Iq iq && !iq.isRequest()) {
            return null;
        }
        Element reply = Element.of(Namespaces.CLIENT, element().name())
                .with("type", "error")
                .with("id", id())
                .with(error.toElement());
        return withElement(reply).addressed(to(), from());
    }

    static boolean isStanza(Element element) {
        return element.namespace().equals(Namespaces.CLIENT)
                && switch (element.name()) {
                    case "message", "presence", "iq" -> true;
                    default -> false;
                };
    }

    /// Reads the element as a stanza and parses its addresses.
    ///
    /// @throws StanzaException `jid-malformed` or `bad-request`, to be answered to the sender
    static Stanza parse(Element element) {
        return parse(element, address(element, "from", Jid::parse));
    }

    /// As above, where it is known whose address the element's `from` is.
    static Stanza parse(Element element, @Nullable Jid from) {
        return parse(element, from, address(element, "to", Jid::parse));
    }

    /// As above, where it often goes to the same address as the one before.
    static Stanza parse(Element element, @Nullable Jid from, LastAddress last) {
        return parse(element, from, address(element, "to", last::parse));
    }

    private static Stanza parse(Element element, @Nullable Jid from, @Nullable Jid to) {
        return switch (element.name()) {
            case "message" -> new Message(element, from, to, Message.Type.of(element.attribute("type")));
            case "presence" -> new Presence(element, from, to, Presence.Type.of(element.attribute("type")));
            case "iq" -> new Iq(element, from, to, Iq.Type.of(element.attribute("type")));
            default -> throw new IllegalArgumentException("not a stanza: " + element.name());
        };
    }

    private static @Nullable Jid address(Element element, String key, Function<String, Jid> parser) {
        String text = element.attribute(key);
        try {
            return text == null ? null : parser.apply(text);
        } catch (InvalidJidException e) {
            throw new StanzaException(
                    StanzaError.Condition.JID_MALFORMED, "The '" + key + "' address is not valid: " + e.getMessage());
        }
    }
}
