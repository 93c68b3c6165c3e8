// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.stream;

import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.stanza.StreamError.Condition;
import im.wardroom.xmpp.stanza.StreamException;
import im.wardroom.xmpp.xml.Element;
import java.util.List;

/// The phase in clear: nothing but STARTTLS is possible (RFC 6120 §5.3.1, RFC 7590 §3.1).
final class Securing implements Phase {

    private final ClientStream stream;

    Securing(ClientStream stream) {
        this.stream = stream;
    }

    @Override
    public List<Element> features() {
        return List.of(Element.of(Namespaces.TLS, "starttls").with(Element.of(Namespaces.TLS, "required")));
    }

    @Override
    public void received(Element element) {
        if (!element.is(Namespaces.TLS, "starttls")) {
            throw new StreamException(Condition.POLICY_VIOLATION, "Encryption is required: use STARTTLS first.");
        }
        stream.write(Element.of(Namespaces.TLS, "proceed"));
        stream.startTls();
    }
}
