// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.xml;

import im.wardroom.xmpp.Namespaces;
import java.nio.charset.StandardCharsets;

/// An element as a document of its own, which declares every namespace that it uses: what a WebSocket message carries
/// (RFC 7395 §3.3.3).
public final class Standalone {

    private static final byte[] OUTER = {'<', 'f', '>'};
    private static final byte[] DECLARED = bytes(" xmlns='");
    private static final byte[] PREFIX = bytes("stream:");
    private static final byte[] CLIENT = bytes(" xmlns='" + Namespaces.CLIENT + "'");
    private static final byte[] STREAM =
            bytes(" xmlns='" + Namespaces.CLIENT + "' xmlns:stream='" + Namespaces.STREAM + "'");

    private Standalone() {}

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /// Reads exactly one element: nothing may stand before, beside or behind it.
    ///
    /// @throws im.wardroom.xmpp.stanza.StreamException if there is anything else
    public static Element read(byte[] document, XmlLimits limits) {
        if (document.length == 0 || document[0] != '<') {
            throw Violation.format("A message begins with its element.");
        }
        StreamParser parser = new StreamParser(limits);
        parser.feed(OUTER, 0, OUTER.length);
        parser.next();
        parser.feed(document, 0, document.length);
        StreamEvent event = parser.next();
        if (event == null) {
            throw Violation.notWellFormed("A message holds a whole element.");
        }
        if (event instanceof StreamEvent.Received(Element element) && parser.pending() == 0) {
            return element;
        }
        throw Violation.format("A message holds one element and nothing else.");
    }

    /// @param element as [Element#toBytes()] writes it: a namespace other than `jabber:client` is declared first, or
    ///     has the prefix `stream`
    public static byte[] of(byte[] element) {
        int end = 1;
        while (element[end] != ' ' && element[end] != '/' && element[end] != '>') {
            end++;
        }
        if (startsWith(element, end, DECLARED)) {
            return element;
        }
        byte[] declaration = startsWith(element, 1, PREFIX) ? STREAM : CLIENT;
        byte[] whole = new byte[element.length + declaration.length];
        System.arraycopy(element, 0, whole, 0, end);
        System.arraycopy(declaration, 0, whole, end, declaration.length);
        System.arraycopy(element, end, whole, end + declaration.length, element.length - end);
        return whole;
    }

    private static boolean startsWith(byte[] text, int from, byte[] start) {
        int end = from + start.length;
        return end <= text.length && java.util.Arrays.equals(text, from, end, start, 0, start.length);
    }
}
