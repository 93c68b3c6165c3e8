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
import org.jspecify.annotations.Nullable;

/// Reads the body of a request. Whose it is stands at its beginning, so that nobody who is not signed in makes the
/// server take in much. Blocks; belongs to one thread.
final class EnvelopeReader {

    private static final int PIECE = 8 * 1024;

    /// A client may put as much as that into one request, of the largest stanza that it may send.
    private static final int STANZAS = 2;

    /// Even if they are tiny: what is read takes more room than what was sent.
    private static final int MAX_ELEMENTS = 1_000;

    private final InputStream in;
    private final long length;
    private final Gate gate;
    private final StreamParser parser;
    private final List<Element> elements = new ArrayList<>();
    private @Nullable Element head;
    private boolean closed;

    /// Is shown the `<body/>` before anything in it is read.
    @FunctionalInterface
    interface Gate {

        /// What it may hold.
        ///
        /// @throws BoshException if it is not to be read
        XmlLimits open(Element head) throws BoshException;
    }

    /// @param length of the whole body
    /// @param stranger what is allowed until it is known whose it is
    EnvelopeReader(InputStream in, long length, XmlLimits stranger, Gate gate) {
        this.in = in;
        this.length = length;
        this.gate = gate;
        this.parser = new StreamParser(stranger);
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
                    case StreamEvent.Received(Element element) -> add(element);
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

    private void add(Element element) throws BoshException {
        if (elements.size() >= MAX_ELEMENTS) {
            throw new BoshException(Condition.POLICY_VIOLATION, "too much in one request");
        }
        elements.add(element);
    }

    private void begin(Element opened) throws BoshException {
        head = opened;
        XmlLimits allowed = gate.open(opened);
        if (length > (long) STANZAS * allowed.stanzaBytes()) {
            throw new BoshException(Condition.POLICY_VIOLATION, "too large a request");
        }
        parser.limit(allowed);
    }
}
