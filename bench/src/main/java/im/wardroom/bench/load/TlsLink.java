// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// One socket with TLS on it. Keeps no buffer while nothing is under way, so that many thousand can be idle.
public final class TlsLink implements Reactor.Watched {

    /// Told on the reactor's thread.
    public interface Listener {
        void secured();

        /// Decrypted bytes, valid until this returns.
        void received(byte[] bytes, int from, int to);

        /// The connection is gone, other than by [TlsLink#close].
        void lost(IOException cause);
    }

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Reactor reactor;
    private final SSLEngine tls;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final Listener listener;
    private ByteBuffer partial = NOTHING;
    private @Nullable ByteBuffer out;
    private boolean secured;
    private boolean queued;
    private boolean closed;

    private TlsLink(Reactor reactor, SSLEngine tls, SocketChannel channel, int interest, Listener listener)
            throws IOException {
        this.reactor = reactor;
        this.tls = tls;
        this.channel = channel;
        this.listener = listener;
        this.key = channel.register(reactor.selector(), interest, this);
    }

    /// Begins to connect.
    public static TlsLink connect(Reactor reactor, InetSocketAddress address, SSLEngine tls, Listener listener)
            throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        TlsLink link = new TlsLink(reactor, tls, channel, SelectionKey.OP_CONNECT, listener);
        channel.connect(address);
        return link;
    }

    /// A connection that was accepted; the handshake begins with the client.
    static TlsLink accepted(Reactor reactor, SocketChannel channel, SSLEngine tls, Listener listener)
            throws IOException {
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        tls.beginHandshake();
        return new TlsLink(reactor, tls, channel, SelectionKey.OP_READ, listener);
    }

    @Override
    public void ready() {
        if (closed) {
            return;
        }
        try {
            if (key.isConnectable() && channel.finishConnect()) {
                key.interestOps(SelectionKey.OP_READ);
                tls.beginHandshake();
                progress();
            } else {
                if (key.isWritable()) {
                    flush();
                }
                if (!closed && key.isReadable()) {
                    read();
                }
            }
        } catch (IOException e) {
            lost(e);
        }
    }

    private void read() throws IOException {
        ByteBuffer in = reactor.received.clear();
        in.put(partial);
        partial = NOTHING;
        int count = channel.read(in);
        in.flip();
        if (count < 0) {
            throw new EOFException("the server closed the connection");
        }
        while (!closed && in.hasRemaining() && unwrap(in)) {}
        if (!closed && in.hasRemaining()) {
            partial = ByteBuffer.allocate(in.remaining()).put(in).flip();
        }
    }

    /// One record. Returns false if it is not complete.
    private boolean unwrap(ByteBuffer in) throws IOException {
        ByteBuffer plain = reactor.plain.clear();
        SSLEngineResult result = tls.unwrap(in, plain);
        if (plain.position() > 0) {
            listener.received(plain.array(), 0, plain.position());
        }
        switch (result.getStatus()) {
            case BUFFER_UNDERFLOW -> {
                return false;
            }
            case CLOSED -> throw new EOFException("the server ended TLS");
            case BUFFER_OVERFLOW -> throw new SSLException("a record that is larger than TLS allows");
            case OK -> progress();
        }
        return true;
    }

    /// Does what the handshake asks for, until it waits for the other side or is done.
    private void progress() throws IOException {
        HandshakeStatus status = tls.getHandshakeStatus();
        while (!closed) {
            switch (status) {
                case NEED_TASK -> {
                    Runnable task;
                    while ((task = tls.getDelegatedTask()) != null) {
                        task.run();
                    }
                    status = tls.getHandshakeStatus();
                }
                case NEED_WRAP -> {
                    wrap(NOTHING);
                    status = tls.getHandshakeStatus();
                }
                case NEED_UNWRAP_AGAIN -> {
                    tls.unwrap(NOTHING, reactor.plain.clear());
                    status = tls.getHandshakeStatus();
                }
                case NEED_UNWRAP -> {
                    return;
                }
                case FINISHED, NOT_HANDSHAKING -> {
                    if (!secured) {
                        secured = true;
                        listener.secured();
                    }
                    return;
                }
            }
        }
    }

    /// One TLS record, as a client sends that has one thing to say; it goes out at the end of the turn.
    public void send(byte[] bytes, int from, int length) {
        if (closed) {
            return;
        }
        try {
            wrap(ByteBuffer.wrap(bytes, from, length));
        } catch (IOException e) {
            lost(e);
        }
    }

    public void send(byte[] bytes) {
        send(bytes, 0, bytes.length);
    }

    private void wrap(ByteBuffer source) throws IOException {
        do {
            ByteBuffer room = room();
            SSLEngineResult result = tls.wrap(source, room);
            if (result.getStatus() != SSLEngineResult.Status.OK) {
                throw new SSLException("TLS does not take what is to be sent: " + result.getStatus());
            }
        } while (source.hasRemaining());
        if (!queued) {
            queued = true;
            reactor.flushLater(this);
        }
    }

    private ByteBuffer room() throws IOException {
        int needed = tls.getSession().getPacketBufferSize();
        ByteBuffer buffer = out == null ? reactor.borrow() : out;
        out = buffer;
        if (buffer.remaining() < needed) {
            ByteBuffer larger = ByteBuffer.allocateDirect(2 * buffer.capacity());
            larger.put(buffer.flip());
            reactor.giveBack(buffer);
            out = larger;
            return larger;
        }
        return buffer;
    }

    /// How many bytes wait for the server to take them.
    int waiting() {
        ByteBuffer buffer = out;
        return buffer == null ? 0 : buffer.position();
    }

    void flush() {
        queued = false;
        ByteBuffer buffer = out;
        if (closed || buffer == null) {
            return;
        }
        try {
            buffer.flip();
            channel.write(buffer);
            if (buffer.hasRemaining()) {
                buffer.compact();
                key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            } else {
                out = null;
                reactor.giveBack(buffer);
                if (key.interestOps() != SelectionKey.OP_READ) {
                    key.interestOps(SelectionKey.OP_READ);
                }
            }
        } catch (IOException e) {
            lost(e);
        }
    }

    private void lost(IOException cause) {
        if (!closed) {
            close();
            listener.lost(cause);
        }
    }

    /// Ends the connection at once; what is queued is sent first if the socket takes it.
    @Override
    public void close() {
        if (closed) {
            return;
        }
        flush();
        closed = true;
        ByteBuffer buffer = out;
        out = null;
        if (buffer != null) {
            reactor.giveBack(buffer);
        }
        try {
            channel.close();
        } catch (IOException e) {
            listener.lost(e);
        }
    }
}
