// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.xml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.Random;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.Test;

/// The parser of the JDK and ours agree on what is a document, and on what it says. Where XMPP forbids what
/// XML allows (RFC 6120 §11.1, text between stanzas), nothing is compared.
class StreamParserDifferentialTest {

    private static final int DOCUMENTS = 20_000;

    // Against Namespaces in XML 1.0 §4, the JDK takes a colon at the start of a name.
    private static final Pattern COLON_FIRST = Pattern.compile("[<\\s/]:");

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final RandomXml xml = new RandomXml(random);
    private final XMLInputFactory factory = factory();

    @Test
    void bothAcceptTheSameDocuments() {
        int accepted = 0;
        for (int i = 0; i < DOCUMENTS; i++) {
            String content = i % 4 == 0 ? xml.element(1) : xml.broken(xml.element(1));
            byte[] source = (Reading.OPENING + content + "</stream:stream>").getBytes(UTF_8);
            Reading ours = Reading.of(source);
            if (ours.error().equals("restricted-xml")
                    || ours.error().equals("bad-format")
                    || COLON_FIRST.matcher(content).find()) {
                continue;
            }
            String theirs = theirs(source);

            assertThat(ours.isClosed() && ours.error().isEmpty())
                    .as("seed %d: %s: %s, %s", seed, visible(content), ours.error(), visible(theirs))
                    .isEqualTo(!theirs.startsWith("!"));
            if (!theirs.startsWith("!")) {
                accepted++;
                assertThat(ours(ours)).as("seed %d: %s", seed, visible(content)).isEqualTo(theirs);
            }
        }
        assertThat(accepted).isBetween(DOCUMENTS / 10, DOCUMENTS * 9 / 10);
    }

    private static String visible(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(c -> shown.append(c >= ' ' && c < 0x7F ? "" + (char) c : "{%x}".formatted(c)));
        return shown.toString();
    }

    private String theirs(byte[] source) {
        StringBuilder found = new StringBuilder();
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(source), "UTF-8");
            for (int depth = 0; reader.hasNext(); ) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        if (depth++ > 0) {
                            start(reader, found);
                        }
                    }
                    case XMLStreamConstants.END_ELEMENT -> found.append(--depth > 0 ? ")" : "");
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                        found.append(depth > 1 ? reader.getText() : "");
                    default -> {}
                }
            }
            return found.toString();
        } catch (XMLStreamException e) {
            return "!" + e.getMessage();
        }
    }

    private static void start(XMLStreamReader reader, StringBuilder found) {
        String namespace = reader.getNamespaceURI();
        name(found.append('('), namespace, reader.getLocalName());
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            name(found.append(' '), reader.getAttributeNamespace(i), reader.getAttributeLocalName(i))
                    .append('=')
                    .append(reader.getAttributeValue(i));
        }
        found.append(':');
    }

    private static StringBuilder name(StringBuilder found, String namespace, String local) {
        return namespace == null || namespace.isEmpty()
                ? found.append(local)
                : found.append('{').append(namespace).append('}').append(local);
    }

    private static String ours(Reading reading) {
        StringBuilder found = new StringBuilder();
        for (StreamEvent event : reading.events()) {
            if (event instanceof StreamEvent.Received received) {
                print(received.element(), found);
            }
        }
        return found.toString();
    }

    private static void print(Element element, StringBuilder found) {
        name(found.append('('), element.namespace(), element.name());
        element.attributes()
                .forEach((key, value) -> found.append(' ')
                        .append(key.replaceFirst("^xml:", "{http://www.w3.org/XML/1998/namespace}"))
                        .append('=')
                        .append(value));
        found.append(':');
        for (Node node : element.children()) {
            switch (node) {
                case Text text -> found.append(text.value());
                case Element child -> print(child, found);
            }
        }
        found.append(')');
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }
}
