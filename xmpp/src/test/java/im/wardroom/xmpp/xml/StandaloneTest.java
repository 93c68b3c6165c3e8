// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.xml;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.xmpp.Namespaces;
import org.junit.jupiter.api.Test;

/// Whatever is written for a stream means the same as a document of its own.
class StandaloneTest {

    private static final XmlLimits LIMITS = XmlLimits.DEFAULT;

    private static Element read(Element element) {
        return Standalone.read(Standalone.of(element.toBytes()), LIMITS);
    }

    @Test
    void everyNamespaceIsDeclared() {
        Element[] all = {
            Element.of(Namespaces.CLIENT, "presence"),
            Element.of(Namespaces.CLIENT, "message").with("to", "a").with(Element.of(Namespaces.CLIENT, "body", "x")),
            Element.of(Namespaces.CLIENT, "message", "xmlns='no'"),
            Element.of(Namespaces.CLIENT, "message").with("{urn:x}a", " xmlns='no'"),
            Element.of(Namespaces.CLIENT, "iq", Element.of("", "bare", "text")),
            Element.of(Namespaces.STREAM, "features", Element.of(Namespaces.BIND, "bind")),
            Element.of(
                    Namespaces.STREAM, "error", Element.of(Namespaces.CLIENT, "a"), Element.of(Namespaces.STREAM, "b")),
            Element.of("urn:xmpp:sm:3", "r"),
            Element.of("urn:x", "stream"),
        };
        for (Element element : all) {
            assertThat(read(element)).isEqualTo(element);
        }
    }

    @Test
    void elementsThatWereReadMeanTheSameWhenTheyArePassedOn() {
        String source = "<message xmlns='jabber:client' xmlns:p='urn:p'><body>1 &amp; 2</body><p:a b='c'/></message>";
        Element once = Standalone.read(source.getBytes(java.nio.charset.StandardCharsets.UTF_8), LIMITS);

        assertThat(read(once)).isEqualTo(once);
        assertThat(once.child("urn:p", "a")).isNotNull();
    }
}
