// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.stanza;

import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.xml.Element;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An IQ stanza (RFC 6120 §8.2.3).
public record Iq(
        Element element, @Nullable Jid from, @Nullable Jid to, Type type) implements Stanza {

    public enum Type {
        GET,
        SET,
        RESULT,
        ERROR;

        static Type of(@Nullable String value) {
            return switch (value) {
                case "get" -> GET;
                case "set" -> SET;
                case "result" -> RESULT;
                case "error" -> ERROR;
                case null, default ->
                    throw new StanzaException(
                            StanzaError.Condition.BAD_REQUEST, "An IQ needs a type: get, set, result or error.");
            };
        }
    }

    @Override
    public boolean isError() {
        return type == Type.ERROR;
    }

    @Override
    public Iq addressed(@Nullable Jid from, @Nullable Jid to) {
        Element stamped = element.with("from", from == null ? null : from.toString())
                .with("to", to == null ? null : to.toString());
        return new Iq(stamped, from, to, type);
    }

    @Override
    public Iq withElement(Element changed) {
        return new Iq(changed, from, to, Type.of(changed.attribute("type")));
    }

    public boolean isRequest() {
        return type == Type.GET || type == Type.SET;
    }

    /// The single child of a request.
    ///
    /// @throws StanzaException `bad-request` if there is none or more than one
    public Element payload() {
        if (element.elements().count() != 1) {
            throw new StanzaException(
                    StanzaError.Condition.BAD_REQUEST, "An IQ request has exactly one child element.");
        }
        return Objects.requireNonNull(element.firstElement());
    }

    /// The answer to this request, with the addresses turned round.
    public Iq result(@Nullable Element payload) {
        Element reply =
                Element.of(Namespaces.CLIENT, "iq").with("type", "result").with("id", id());
        return new Iq(payload == null ? reply : reply.with(payload), null, null, Type.RESULT).addressed(to, from);
    }

    public static Iq set(String id, @Nullable Jid from, @Nullable Jid to, Element payload) {
        return request(Type.SET, "set", id, payload).addressed(from, to);
    }

    public static Iq get(String id, @Nullable Jid from, @Nullable Jid to, Element payload) {
        return request(Type.GET, "get", id, payload).addressed(from, to);
    }

    private static Iq request(Type type, String name, String id, Element payload) {
        Element element = Element.of(Namespaces.CLIENT, "iq")
                .with("type", name)
                .with("id", id)
                .with(payload);
        return new Iq(element, null, null, type);
    }
}
