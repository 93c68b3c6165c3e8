// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.scenario;

import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.stanza.StreamException;
import im.wardroom.xmpp.xml.Element;
import im.wardroom.xmpp.xml.StreamEvent;
import im.wardroom.xmpp.xml.StreamParser;
import im.wardroom.xmpp.xml.XmlLimits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads the XML of a script, as it would stand in a client's stream.
final class Fragments {

    private static final XmlLimits LIMITS = new XmlLimits(16 << 20, 1_000, 1_000, 1 << 20, 1_000);

    private Fragments() {}

    /// @throws IllegalArgumentException if it is not XML, or not complete
    static List<Element> read(String xml) {
        StreamParser parser = new StreamParser(LIMITS);
        String text = "<stream:stream xmlns='" + Namespaces.CLIENT + "' xmlns:stream='" + Namespaces.STREAM + "'>" + xml
                + "</stream:stream>";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        List<Element> elements = new ArrayList<>();
        try {
            parser.feed(bytes, 0, bytes.length);
            for (StreamEvent event = parser.next(); event != null; event = parser.next()) {
                if (event instanceof StreamEvent.Received(Element element)) {
                    elements.add(element);
                } else if (event instanceof StreamEvent.Closed) {
                    return elements;
                }
            }
        } catch (StreamException e) {
            throw new IllegalArgumentException("this is not XML (" + e.error().text() + "): " + xml, e);
        }
        throw new IllegalArgumentException("this is not complete: " + xml);
    }

    static Element readOne(String xml) {
        List<Element> elements = read(xml);
        if (elements.size() != 1) {
            throw new IllegalArgumentException("one element was expected: " + xml);
        }
        return elements.getFirst();
    }
}
