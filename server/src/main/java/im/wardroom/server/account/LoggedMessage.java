// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.account;

import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.xml.Element;
import im.wardroom.xmpp.xml.StreamEvent;
import im.wardroom.xmpp.xml.StreamParser;
import im.wardroom.xmpp.xml.XmlLimits;
import java.nio.charset.StandardCharsets;

/// Reads messages back from the log.
final class LoggedMessage {

    private static final byte[] HEADER = ("<stream:stream xmlns='" + Namespaces.CLIENT + "' xmlns:stream='"
                    + Namespaces.STREAM + "'>")
            .getBytes(StandardCharsets.UTF_8);

    /// What the server wrote itself is not limited again.
    private static final XmlLimits LIMITS =
            new XmlLimits(Integer.MAX_VALUE / 2, 1000, 1000, Integer.MAX_VALUE / 2, 1000);

    private LoggedMessage() {}

    /// The message with one child more.
    static Message read(byte[] stanza, Element added) {
        StreamParser parser = new StreamParser(LIMITS);
        parser.feed(HEADER, 0, HEADER.length);
        parser.feed(stanza, 0, stanza.length);
        parser.next();
        if (parser.next() instanceof StreamEvent.Received(Element element)
                && Stanza.parse(element.with(added)) instanceof Message message) {
            return message;
        }
        throw new IllegalStateException("the log holds something that is no message");
    }
}
