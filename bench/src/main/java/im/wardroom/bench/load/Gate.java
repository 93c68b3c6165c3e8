// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;

/// Accepts connections on the reactor's thread, for the forwarder.
public final class Gate implements Reactor.Watched {

    /// One that came in, and learns what its link is before anything else happens.
    public interface Visitor extends TlsLink.Listener {
        void linked(TlsLink link);
    }

    private static final int BACKLOG = 4096;

    private final Reactor reactor;
    private final ServerSocketChannel channel;
    private final Supplier<SSLEngine> tls;
    private final Supplier<Visitor> visitors;

    private Gate(Reactor reactor, ServerSocketChannel channel, Supplier<SSLEngine> tls, Supplier<Visitor> visitors) {
        this.reactor = reactor;
        this.channel = channel;
        this.tls = tls;
        this.visitors = visitors;
    }

    public static Gate open(
            Reactor reactor, InetSocketAddress address, Supplier<SSLEngine> tls, Supplier<Visitor> visitors)
            throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        channel.configureBlocking(false);
        channel.bind(address, BACKLOG);
        Gate gate = new Gate(reactor, channel, tls, visitors);
        channel.register(reactor.selector(), SelectionKey.OP_ACCEPT, gate);
        return gate;
    }

    public int port() {
        return channel.socket().getLocalPort();
    }

    @Override
    public void ready() {
        try {
            SocketChannel accepted;
            while ((accepted = channel.accept()) != null) {
                Visitor visitor = visitors.get();
                visitor.linked(TlsLink.accepted(reactor, accepted, tls.get(), visitor));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
