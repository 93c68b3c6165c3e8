// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.stream;

import im.wardroom.server.authentication.UserAgent;
import im.wardroom.server.session.Session;
import im.wardroom.server.session.StreamManagement;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.InvalidJidException;
import im.wardroom.xmpp.address.Resource;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.stanza.StanzaError;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.stanza.StreamError.Condition;
import im.wardroom.xmpp.stanza.StreamException;
import im.wardroom.xmpp.xml.Element;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The phase of a proved account without a resource: it binds one (RFC 6120 §7) or resumes a session (XEP-0198 §5).
final class Binding implements Phase {

    private final ClientStream stream;
    private final SignIn signIn;

    Binding(ClientStream stream, BareJid account, UserAgent agent) {
        this.stream = stream;
        this.signIn = new SignIn(stream, account, agent);
    }

    @Override
    public List<Element> features() {
        return features(stream);
    }

    /// The same before and after binding: SASL2 offers them to a device that is bound already (XEP-0388 §2.6).
    static List<Element> features(ClientStream stream) {
        List<Element> features = new ArrayList<>();
        features.add(Element.of(Namespaces.BIND, "bind"));
        features.add(Element.of(Namespaces.SESSION, "session").with(Element.of(Namespaces.SESSION, "optional")));
        features.add(Element.of(StreamManagement.NS, "sm"));
        features.addAll(stream.services().sessions().extensions().offers(stream.domain()));
        return features;
    }

    @Override
    public void received(Element element) {
        if (element.is(StreamManagement.NS, "resume")) {
            signIn.resume(element, stream::write, () -> {}, stream::write);
        } else if (element.namespace().equals(StreamManagement.NS)) {
            stream.write(StreamManagement.failed("unexpected-request"));
        } else if (Stanza.isStanza(element)) {
            request(element);
        } else {
            throw new StreamException(Condition.UNSUPPORTED_STANZA_TYPE, "The server knows no such element.");
        }
    }

    private void request(Element element) {
        Element bind = element.child(Namespaces.BIND, "bind");
        if (!element.name().equals("iq") || bind == null || !"set".equals(element.attribute("type"))) {
            throw new StreamException(Condition.NOT_AUTHORIZED, "Bind a resource first.");
        }
        try {
            Iq iq = (Iq) Stanza.parse(element);
            Session session = signIn.session(resource(bind));
            signIn.bind(session, List.of(), () -> {
                Element jid = Element.of(Namespaces.BIND, "jid", session.jid().toString());
                stream.write(iq.result(Element.of(Namespaces.BIND, "bind").with(jid))
                        .addressed(null, null)
                        .element());
            });
        } catch (StanzaException e) {
            stream.write(e.error().refusing(element));
        }
    }

    private Resource resource(Element bind) {
        @Nullable Element wanted = bind.child(Namespaces.BIND, "resource");
        if (wanted == null || wanted.text().isEmpty()) {
            return signIn.resource(null);
        }
        try {
            return new Resource(wanted.text());
        } catch (InvalidJidException e) {
            throw new StanzaException(
                    StanzaError.of(StanzaError.Condition.BAD_REQUEST, "The resource is not valid: " + e.getMessage()));
        }
    }
}
