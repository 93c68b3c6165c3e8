// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.extension;

import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.Presence;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An address of a [Service] that answers requests, says what it is (XEP-0030) and that it is there (XEP-0199), and has
/// nothing that would be kept. Complete before it is used.
public final class Desk implements Entity {

    public static final String INFO = "http://jabber.org/protocol/disco#info";
    public static final String ITEMS = "http://jabber.org/protocol/disco#items";
    private static final String PING = "urn:xmpp:ping";

    /// Answers a request through the context, or throws a [StanzaException].
    @FunctionalInterface
    public interface Handler {
        void handle(Iq request, Element payload, EntityContext out);
    }

    private record Key(Iq.Type type, String namespace, String name) {}

    private final Element identity;
    private final Set<String> features = new LinkedHashSet<>(List.of(INFO, ITEMS, PING));
    private final Map<Key, Handler> handlers = new HashMap<>();
    private @Nullable Element form;

    /// @param category of its identity (XEP-0030 §3.1), as is `type`
    /// @param name for people
    public Desk(String category, String type, String name) {
        identity = Element.of(INFO, "identity")
                .with("category", category)
                .with("type", type)
                .with("name", name);
        get(INFO, "query", (request, query, out) -> {
            checkNode(query);
            out.send(request.result(info()));
        });
        get(ITEMS, "query", (request, query, out) -> {
            checkNode(query);
            out.send(request.result(Element.of(ITEMS, "query")));
        });
        get(PING, "ping", (request, ping, out) -> out.send(request.result(null)));
    }

    /// Advertised.
    public Desk feature(String... more) {
        features.addAll(List.of(more));
        return this;
    }

    /// What else it says of itself (XEP-0128).
    public Desk form(Element extended) {
        form = extended;
        return this;
    }

    /// A request of type `get`; takes the place of an earlier handler.
    public Desk get(String namespace, String name, Handler handler) {
        handlers.put(new Key(Iq.Type.GET, namespace, name), handler);
        return this;
    }

    /// As above, of type `set`.
    public Desk set(String namespace, String name, Handler handler) {
        handlers.put(new Key(Iq.Type.SET, namespace, name), handler);
        return this;
    }

    /// It has no nodes (XEP-0030 §7).
    public static void checkNode(Element query) {
        if (query.attribute("node") != null) {
            throw new StanzaException(Condition.ITEM_NOT_FOUND, "There is no such node.");
        }
    }

    /// What it says of itself.
    public Element info() {
        Element info = Element.of(INFO, "query")
                .with(identity)
                .withAll(features.stream()
                        .map(feature -> Element.of(INFO, "feature").with("var", feature))
                        .toList());
        return form == null ? info : info.with(form);
    }

    @Override
    public void receive(Stanza stanza, EntityContext out) {
        if (stanza instanceof Presence || stanza instanceof Iq iq && !iq.isRequest()) {
            return;
        }
        if (!(stanza instanceof Iq request)) {
            throw new StanzaException(Condition.SERVICE_UNAVAILABLE, "Nobody reads messages here.");
        }
        Element payload = request.payload();
        Handler handler = handlers.get(new Key(request.type(), payload.namespace(), payload.name()));
        if (handler == null) {
            throw new StanzaException(Condition.SERVICE_UNAVAILABLE, "This service does not know the request.");
        }
        handler.handle(request, payload, out);
    }

    @Override
    public void end(EntityContext out) {
        // There is nothing that it would have to tell anybody.
    }

    @Override
    public boolean isIdle() {
        return true;
    }
}
