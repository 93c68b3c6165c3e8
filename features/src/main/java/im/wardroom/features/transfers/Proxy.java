// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.transfers;

import im.wardroom.server.extension.Entity;
import im.wardroom.server.extension.EntityContext;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.address.InvalidJidException;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.Presence;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.stanza.StanzaError;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The domain of the proxy: says what it is and where it listens, and has two connections joined (XEP-0065 §4, §6.3.5).
final class Proxy implements Entity {

    private static final Logger LOG = LoggerFactory.getLogger(Proxy.class);
    private static final String INFO = "http://jabber.org/protocol/disco#info";
    private static final String ITEMS = "http://jabber.org/protocol/disco#items";
    private static final String PING = "urn:xmpp:ping";
    private static final int MAX_SID = 1_023;

    private final BareJid address;
    private final Domain parent;
    private final String name;
    private final TransferSettings.Proxy settings;

    /// @param parent whose accounts it serves
    Proxy(BareJid address, Domain parent, String name, TransferSettings.Proxy settings) {
        this.address = address;
        this.parent = parent;
        this.name = name;
        this.settings = settings;
    }

    @Override
    public void receive(Stanza stanza, EntityContext out) {
        if (stanza instanceof Presence || stanza instanceof Iq iq && !iq.isRequest()) {
            return;
        }
        if (address.local() != null || !(stanza instanceof Iq request)) {
            throw new StanzaException(StanzaError.of(Condition.SERVICE_UNAVAILABLE));
        }
        Element payload = request.payload();
        boolean set = request.type() == Iq.Type.SET;
        if (payload.is(Offers.NS, "query")) {
            if (set) {
                activate(request, payload);
                out.send(request.result(null));
            } else {
                out.send(request.result(whereabouts(request)));
            }
        } else if (!set && payload.is(INFO, "query")) {
            out.send(request.result(info(payload)));
        } else if (!set && payload.is(ITEMS, "query")) {
            checkNode(payload);
            out.send(request.result(Element.of(ITEMS, "query")));
        } else if (!set && payload.is(PING, "ping")) {
            out.send(request.result(null));
        } else {
            throw new StanzaException(StanzaError.of(Condition.SERVICE_UNAVAILABLE));
        }
    }

    private static void checkNode(Element query) {
        if (query.attribute("node") != null) {
            throw new StanzaException(StanzaError.of(Condition.ITEM_NOT_FOUND));
        }
    }

    private Element info(Element query) {
        checkNode(query);
        return Element.of(INFO, "query")
                .with(Element.of(INFO, "identity")
                        .with("category", "proxy")
                        .with("type", "bytestreams")
                        .with("name", name))
                .withAll(List.of(INFO, ITEMS, Offers.NS, PING).stream()
                        .map(feature -> Element.of(INFO, "feature").with("var", feature))
                        .toList());
    }

    /// XEP-0065 §4.
    private Element whereabouts(Iq request) {
        requester(request);
        int port = settings.relay().port();
        if (port == 0) {
            throw new StanzaException(StanzaError.of(Condition.NOT_ALLOWED));
        }
        return Element.of(Offers.NS, "query")
                .with(Element.of(Offers.NS, "streamhost")
                        .with("jid", address.toString())
                        .with("host", settings.host().orElse(parent.toString()))
                        .with("port", Integer.toString(port)));
    }

    /// XEP-0065 §6.3.5.
    private void activate(Iq request, Element query) {
        Jid requester = requester(request);
        String sid = query.attribute("sid", "");
        Element activate = query.child(Offers.NS, "activate");
        if (sid.isEmpty() || sid.length() > MAX_SID || activate == null) {
            throw new StanzaException(Condition.BAD_REQUEST, "A stream is activated by its 'sid' and the target.");
        }
        Jid target = target(activate);
        check(settings.relay().activate(StreamHash.of(sid, requester, target), requester.bare()));
        LOG.atInfo()
                .addKeyValue("requester", requester)
                .addKeyValue("target", target)
                .log("a stream between two devices begins at the proxy");
    }

    private static Jid target(Element activate) {
        try {
            return Jid.parse(activate.text().strip());
        } catch (InvalidJidException e) {
            throw new StanzaException(Condition.JID_MALFORMED, "The target's address is not valid.");
        }
    }

    private static void check(StreamRelay.Outcome outcome) {
        switch (outcome) {
            case STARTED -> {}
            case UNKNOWN -> throw new StanzaException(StanzaError.of(Condition.ITEM_NOT_FOUND));
            case INCOMPLETE ->
                throw new StanzaException(Condition.NOT_ALLOWED, "One of the two is not connected to the proxy.");
            case RUNNING -> throw new StanzaException(Condition.NOT_ALLOWED, "The stream is active already.");
            case TOO_MANY ->
                throw new StanzaException(
                        Condition.RESOURCE_CONSTRAINT, "You have as many streams at the proxy as you may have.");
        }
    }

    /// XEP-0065 §4: the accounts of the domain, and nobody else.
    private Jid requester(Iq request) {
        Jid from = Objects.requireNonNull(request.from());
        if (from.local() == null || !from.domain().equals(parent)) {
            throw new StanzaException(StanzaError.of(Condition.FORBIDDEN));
        }
        return from;
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
