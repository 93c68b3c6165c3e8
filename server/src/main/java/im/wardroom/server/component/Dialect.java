// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.component;

import im.wardroom.server.stream.StreamOpening;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.xml.Element;
import im.wardroom.xmpp.xml.Node;
import im.wardroom.xmpp.xml.XmlWriter;
import java.util.List;
import java.util.function.UnaryOperator;

/// How stanzas look on a component's stream: in a namespace of their own, while the server knows them in that of
/// clients. Pure functions.
final class Dialect {

    static final String NS = "jabber:component:accept";

    private Dialect() {}

    /// The opening tag of the server's side. It has no version: there are no features (XEP-0114 §3).
    static byte[] opening(Domain from, String id) {
        return new XmlWriter(256)
                .utf8("<?xml version='1.0'?><stream:stream")
                .attribute("xmlns", NS)
                .attribute("xmlns:stream", Namespaces.STREAM)
                .attribute("from", from.value())
                .attribute("id", id)
                .utf8(">")
                .toByteArray();
    }

    static byte[] closing() {
        return StreamOpening.end();
    }

    /// What a component sent, as the server knows it. Nothing of the component's namespace is left, however deep:
    /// nobody else would understand it.
    static Element inbound(Element element) {
        Element inner = withChildren(element, Dialect::inbound);
        return inner.namespace().equals(NS) ? inner.inNamespace(Namespaces.CLIENT) : inner;
    }

    /// What a component gets. A stanza that another carries (XEP-0297) stays in the namespace that it is carried in.
    static byte[] outbound(Element stanza) {
        return translated(stanza).toBytes(NS);
    }

    private static Element translated(Element element) {
        return element.namespace().equals(Namespaces.CLIENT)
                ? withChildren(element, Dialect::translated).inNamespace(NS)
                : element;
    }

    private static Element withChildren(Element element, UnaryOperator<Element> change) {
        List<Node> children = element.children();
        if (children.stream().noneMatch(Element.class::isInstance)) {
            return element;
        }
        return element.withChildren(children.stream()
                .<Node>map(node -> node instanceof Element child ? change.apply(child) : node)
                .toList());
    }
}
