// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.websocket;

import im.wardroom.server.stream.StreamOpening;
import im.wardroom.wire.Framing;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.stanza.StreamError.Condition;
import im.wardroom.xmpp.stanza.StreamException;
import im.wardroom.xmpp.xml.Element;
import im.wardroom.xmpp.xml.Standalone;
import im.wardroom.xmpp.xml.StreamEvent;
import im.wardroom.xmpp.xml.XmlLimits;
import im.wardroom.xmpp.xml.XmlWriter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A stream over WebSocket (RFC 7395 §3): one element in each message, `<open/>` and `<close/>` around them. What
/// comes in belongs to the connection's loop.
public final class WebSocketFraming implements Framing {

    private static final String NS = "urn:ietf:params:xml:ns:xmpp-framing";
    private static final byte[] CLOSE = ("<close xmlns='" + NS + "'/>").getBytes(StandardCharsets.US_ASCII);

    private final FrameReader frames = new FrameReader();
    private XmlLimits limits;
    private boolean expectsOpen = true;
    private boolean ended;

    public WebSocketFraming(XmlLimits limits) {
        this.limits = limits;
    }

    // ---- from the client

    @Override
    public void feed(byte[] source, int offset, int length) {
        if (!ended) {
            frames.feed(source, offset, length);
        }
    }

    @Override
    public @Nullable StreamEvent next(Line line) {
        try {
            return ended ? null : read(line);
        } catch (WebSocketViolation violation) {
            end(line, violation.code());
            return null;
        }
    }

    private @Nullable StreamEvent read(Line line) {
        Frame frame;
        while ((frame = frames.next(limits.stanzaBytes())) != null) {
            switch (frame) {
                case Frame.Message(byte[] text) -> {
                    return event(Standalone.read(text, limits));
                }
                case Frame.Ping(byte[] data) -> line.answer(FrameWriter.pong(data));
                case Frame.Pong() -> {}
                case Frame.Close(int code) -> {
                    // RFC 7395 §3.6: without <close/>, it is as if the connection were lost.
                    end(line, code == CloseCode.NONE ? CloseCode.NORMAL : code);
                    return null;
                }
            }
        }
        return null;
    }

    private void end(Line line, int code) {
        ended = true;
        line.close(FrameWriter.close(code));
    }

    private StreamEvent event(Element element) {
        boolean isFraming = element.namespace().equals(NS);
        if (isFraming && element.name().equals("close")) {
            return new StreamEvent.Closed();
        }
        if (isFraming && element.name().equals("open")) {
            expectsOpen = false;
            return opened(element);
        }
        if (isFraming || element.namespace().equals(Namespaces.STREAM)) {
            throw new StreamException(Condition.BAD_FORMAT, "Streams are framed as RFC 7395 says.");
        }
        if (expectsOpen) {
            throw new StreamException(Condition.BAD_FORMAT, "A stream begins with <open/>.");
        }
        return new StreamEvent.Received(element);
    }

    /// The same as the opening tag of a stream over TCP says.
    private static StreamEvent opened(Element open) {
        Element header = Element.of(Namespaces.STREAM, "stream");
        for (var attribute : open.attributes().entrySet()) {
            header = header.with(attribute.getKey(), attribute.getValue());
        }
        return new StreamEvent.Opened(header, Namespaces.CLIENT);
    }

    @Override
    public int pending() {
        return frames.pending();
    }

    @Override
    public void restart() {
        expectsOpen = true;
    }

    @Override
    public void limit(XmlLimits changed) {
        limits = changed;
    }

    // ---- to the client

    @Override
    public byte[] opening(StreamOpening opening) {
        XmlWriter open = new XmlWriter(256).utf8("<open").attribute("xmlns", NS);
        return FrameWriter.text(opening.attributes(open).utf8("/>").toByteArray());
    }

    @Override
    public byte[] element(byte[] element) {
        return FrameWriter.text(Standalone.of(element));
    }

    /// The end of the stream, and of the WebSocket (RFC 7395 §3.6).
    @Override
    public byte[] closing() {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(FrameWriter.text(CLOSE));
        both.writeBytes(FrameWriter.close(CloseCode.NORMAL));
        return both.toByteArray();
    }
}
