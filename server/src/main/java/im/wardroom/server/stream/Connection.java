// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.stream;

import im.wardroom.xmpp.xml.XmlLimits;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/// A connection to write to; the wire implements it. Writing and closing are thread-safe, everything else
/// belongs to the connection's loop.
public interface Connection {

    Loop loop();

    InetAddress remoteAddress();

    /// Opens the server's side of a stream, as TCP frames it (RFC 6120 §4.2) unless the connection does it in another
    /// way.
    default void open(StreamOpening opening) {
        write(opening.toBytes());
    }

    /// Ends the server's side of the stream, and closes as [#close] does.
    default void end() {
        write(StreamOpening.end());
        close();
    }

    /// Queues an element, as [im.wardroom.xmpp.xml.Element#toBytes()] writes it, in order; what is queued is flushed
    /// together at the end of the loop's turn.
    void write(byte[] bytes);

    /// As above; `written` runs on some thread once the operating system took the bytes, and never if it did not.
    void write(byte[] bytes, Runnable written);

    /// Bytes that were queued and that the peer has not taken yet.
    long queuedBytes();

    /// Answers a STARTTLS request: everything after this write is encrypted (RFC 6120 §5.4).
    void startTls();

    /// Null while the connection is not encrypted.
    @Nullable
    TlsSession tls();

    /// Expects a new stream header next.
    void restartStream();

    void limit(XmlLimits limits);

    /// Stops and starts the reading of bytes and the handing out of what was read already.
    void read(boolean on);

    /// Closes after what is queued was written, or after a few seconds if the peer does not take it.
    void close();
}
