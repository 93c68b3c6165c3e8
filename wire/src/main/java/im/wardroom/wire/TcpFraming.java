// SPDX-License-Identifier: Apache-2.0
package im.wardroom.wire;

import im.wardroom.server.stream.StreamOpening;
import im.wardroom.xmpp.xml.StreamEvent;
import im.wardroom.xmpp.xml.StreamParser;
import im.wardroom.xmpp.xml.XmlLimits;
import org.jspecify.annotations.Nullable;

/// One long document in each direction (RFC 6120 §4.2).
final class TcpFraming implements Framing {

    private final StreamParser parser;

    TcpFraming(XmlLimits limits) {
        this.parser = new StreamParser(limits);
    }

    @Override
    public void feed(byte[] source, int offset, int length) {
        parser.feed(source, offset, length);
    }

    @Override
    public @Nullable StreamEvent next(Line line) {
        return parser.next();
    }

    @Override
    public int pending() {
        return parser.pending();
    }

    @Override
    public void restart() {
        parser.restart();
    }

    @Override
    public void limit(XmlLimits limits) {
        parser.limit(limits);
    }

    @Override
    public byte[] opening(StreamOpening opening) {
        return opening.toBytes();
    }

    @Override
    public byte[] element(byte[] element) {
        return element;
    }

    @Override
    public byte[] closing() {
        return StreamOpening.end();
    }
}
