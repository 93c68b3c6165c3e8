// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features;

import im.wardroom.xmpp.xml.Element;
import im.wardroom.xmpp.xml.StreamEvent;
import im.wardroom.xmpp.xml.StreamParser;
import im.wardroom.xmpp.xml.XmlLimits;
import java.nio.charset.StandardCharsets;

/// An element as the bytes that a feature keeps of it.
public final class Fragment {

    private static final byte[] ROOT = "<kept>".getBytes(StandardCharsets.UTF_8);

    /// It was limited when it came.
    private static final XmlLimits LIMITS =
            new XmlLimits(Integer.MAX_VALUE / 2, 1_000, 1_000, Integer.MAX_VALUE / 2, 1_000);

    private Fragment() {}

    public static byte[] write(Element element) {
        return element.toBytes("");
    }

    /// @throws IllegalStateException if the bytes are not what [#write] made
    public static Element read(byte[] bytes) {
        StreamParser parser = new StreamParser(LIMITS);
        parser.feed(ROOT, 0, ROOT.length);
        parser.feed(bytes, 0, bytes.length);
        parser.next();
        if (parser.next() instanceof StreamEvent.Received(Element element)) {
            return element;
        }
        throw new IllegalStateException("a kept element cannot be read");
    }
}
