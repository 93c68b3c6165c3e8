// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.bosh;

import im.wardroom.xmpp.stanza.StreamException;
import im.wardroom.xmpp.xml.Element;
import im.wardroom.xmpp.xml.StreamEvent;
import im.wardroom.xmpp.xml.StreamParser;
import im.wardroom.xmpp.xml.XmlLimits;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads the body of a request. Whose it is stands at its beginning, so that nobody who is not signed in makes the
/// server take in much. Blocks; belongs to one thread.
final class EnvelopeReader {

    private static final int PIECE = 8 * 1024;

    /// A client may put as much as that into one request, of the largest stanza that it may send.
    private static final int STANZAS = 2;

    private final InputStream in;
    private final long length;
    private final Function<Element, XmlLimits> limits;
    private final StreamParser parser;
    private final List<Element> elements = new ArrayList<>();
    private @Nullable Element head;
    private boolean closed;

    /// @param length of the whole body
    /// @param stranger what is allowed until it is known whose it is
    /// @param limits what is allowed then
    EnvelopeReader(InputStream in, long length, XmlLimits stranger, Function<Element, XmlLimits> limits) {
        this.in = in;
        this.length = length;
        this.limits = limits;
        this.parser = new StreamParser(stranger);
    }

    /// The `<body/>` without what is in it, as far as it could be read.
    @Nullable
    Element head() {
        return head;
    }

    /// @throws BoshException if it is not what it should be
    /// @throws IOException if it does not come
    Envelope read() throws BoshException, IOException {
        byte[] piece = new byte[PIECE];
        int count;
        while ((count = in.read(piece)) > 0) {
            parser.feed(piece, 0, count);
            take();
            if (head == null && parser.pending() >= PIECE) {
                throw new BoshException(Condition.BAD_REQUEST, "no <body/> at the beginning");
            }
        }
        if (head == null || !closed || parser.pending() > 0) {
            throw new BoshException(Condition.BAD_REQUEST, "not one whole <body/>");
        }
        return Envelope.of(head, elements);
    }

    private void take() throws BoshException {
        try {
            StreamEvent event;
            while (!closed && (event = parser.next()) != null) {
                switch (event) {
                    case StreamEvent.Opened(Element opened, String _) -> begin(opened);
                    case StreamEvent.Received(Element element) -> elements.add(element);
                    case StreamEvent.Closed() -> closed = true;
                }
            }
        } catch (StreamException e) {
            boolean tooMuch = e.error().condition().element().equals("policy-violation");
            throw new BoshException(
                    tooMuch ? Condition.POLICY_VIOLATION : Condition.BAD_REQUEST,
                    String.valueOf(e.error().text()));
        }
    }

    private void begin(Element opened) throws BoshException {
        head = opened;
        XmlLimits allowed = limits.apply(opened);
        if (length > (long) STANZAS * allowed.stanzaBytes()) {
            throw new BoshException(Condition.POLICY_VIOLATION, "too large a request");
        }
        parser.limit(allowed);
    }
}
