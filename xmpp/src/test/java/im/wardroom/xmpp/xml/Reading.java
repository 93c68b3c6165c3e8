// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.xml;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.wardroom.xmpp.stanza.StreamException;
import java.util.ArrayList;
import java.util.List;

/// What a parser made of a document: its events, and the error that ended them.
record Reading(List<StreamEvent> events, String error) {

    static final String OPENING =
            "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>";

    /// Of bytes that come in pieces of this size.
    static Reading of(byte[] source, int piece, XmlLimits limits) {
        StreamParser parser = new StreamParser(limits);
        List<StreamEvent> events = new ArrayList<>();
        try {
            for (int at = 0; at < source.length; at += piece) {
                int length = Math.min(piece, source.length - at);
                parser.feed(source, at, length);
                pull(parser, events);
                if (parser.pending() > limits.stanzaBytes() + length) {
                    throw new AssertionError("holds " + parser.pending() + " bytes");
                }
            }
            return new Reading(events, "");
        } catch (StreamException e) {
            return new Reading(events, e.error().condition().element());
        }
    }

    static Reading of(byte[] source) {
        return of(source, Integer.MAX_VALUE / 2, XmlLimits.DEFAULT);
    }

    static Reading of(String source) {
        return of(source.getBytes(UTF_8));
    }

    /// Of something in an open stream.
    static Reading inStream(String source) {
        return of(OPENING + source);
    }

    static Element element(String source) {
        Reading reading = inStream(source);
        if (reading.events().size() == 2 && reading.events().get(1) instanceof StreamEvent.Received received) {
            return received.element();
        }
        throw new AssertionError("no element: " + reading);
    }

    static void pull(StreamParser parser, List<StreamEvent> events) {
        for (StreamEvent event = parser.next(); event != null; event = parser.next()) {
            events.add(event);
        }
    }

    boolean isClosed() {
        return !events.isEmpty() && events.getLast() instanceof StreamEvent.Closed;
    }
}
