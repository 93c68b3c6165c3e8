// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.xml;

import org.jspecify.annotations.Nullable;

/// Reads a stream of XML incrementally and never blocks: bytes are fed, events are pulled. Not thread-safe.
public final class StreamParser {

    private final XmlLimits limits;

    public StreamParser(XmlLimits limits) {
        this.limits = limits;
    }

    /// Appends bytes; they are copied.
    public void feed(byte[] source, int offset, int length) {
        throw new IllegalStateException("no parser: " + limits + length);
    }

    /// The next complete event, or null if more bytes are needed.
    ///
    /// @throws im.wardroom.xmpp.stanza.StreamException if the input is not allowed
    public @Nullable StreamEvent next() {
        return null;
    }

    /// Expects a new stream header next, from the bytes that are not read yet (RFC 6120 §4.3.3).
    public void restart() {}

    /// Bytes that were fed and not yet read as events.
    public int pending() {
        return 0;
    }
}
