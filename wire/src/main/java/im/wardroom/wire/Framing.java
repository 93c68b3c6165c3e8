// SPDX-License-Identifier: Apache-2.0
package im.wardroom.wire;

import im.wardroom.server.stream.StreamOpening;
import im.wardroom.xmpp.xml.StreamEvent;
import im.wardroom.xmpp.xml.XmlLimits;
import org.jspecify.annotations.Nullable;

/// How a stream lies in the bytes of a connection: as RFC 6120 §4.2 has it, or RFC 7395 §3.3. What comes in belongs to
/// the connection's loop; what goes out is a pure function, for any thread.
public interface Framing {

    // ---- from the client

    /// Appends bytes; they are copied.
    void feed(byte[] source, int offset, int length);

    /// The next complete event, or null if more bytes are needed.
    ///
    /// @param line for what the framing itself has to say
    /// @throws im.wardroom.xmpp.stanza.StreamException if the input is not allowed
    @Nullable
    StreamEvent next(Line line);

    /// Bytes that were fed and not yet read as events.
    int pending();

    /// Expects a new stream header next, from the bytes that are not read yet.
    void restart();

    /// Other limits for what was not read yet.
    void limit(XmlLimits limits);

    // ---- to the client

    byte[] opening(StreamOpening opening);

    /// @param element as [im.wardroom.xmpp.xml.Element#toBytes()] writes it
    byte[] element(byte[] element);

    byte[] closing();

    /// The connection, below the stream.
    interface Line {

        /// Sends bytes as they are; drops them while the peer does not read what it was sent.
        void answer(byte[] bytes);

        /// Sends bytes as they are, and closes.
        void close(byte[] lastWords);
    }
}
