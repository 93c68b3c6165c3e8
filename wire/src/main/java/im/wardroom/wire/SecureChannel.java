// SPDX-License-Identifier: Apache-2.0
package im.wardroom.wire;

import im.wardroom.server.stream.Connection;
import im.wardroom.server.stream.ConnectionHandler;
import im.wardroom.server.stream.TlsSession;
import io.netty.channel.socket.SocketChannel;
import java.net.InetAddress;
import java.util.function.Function;

/// A connection whose TLS handshake is done and that speaks something else than a stream, at least for now. Belongs to
/// the connection's loop.
public final class SecureChannel {

    private final SocketChannel channel;
    private final InetAddress address;
    private final TlsEngines engines;
    private final TlsSession session;

    SecureChannel(SocketChannel channel, InetAddress address, TlsEngines engines, TlsSession session) {
        this.channel = channel;
        this.address = address;
        this.engines = engines;
        this.session = session;
    }

    public SocketChannel channel() {
        return channel;
    }

    public InetAddress remoteAddress() {
        return address;
    }

    public TlsSession tls() {
        return session;
    }

    /// Goes on as a stream. Whoever read from the channel before has left its pipeline.
    public void becomeStream(Framing framing, Function<Connection, ConnectionHandler> handlers) {
        NettyConnection connection = new NettyConnection(channel, address, engines, framing, handlers);
        channel.pipeline().addLast(connection);
        channel.config().setAutoRead(true);
        connection.secured(session);
    }
}
