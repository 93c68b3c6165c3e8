// SPDX-License-Identifier: Apache-2.0
package im.wardroom.wire;

import im.wardroom.server.stream.Connection;
import im.wardroom.server.stream.ConnectionHandler;
import im.wardroom.server.stream.Loop;
import im.wardroom.wire.relay.Relay;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The listeners and the event loops. Thread-safe.
public final class Wire implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Wire.class);
    private static final int BACKLOG = 1024;

    /// Whoever steals a key can read what was resumed with it in TLS 1.2, so none lives long.
    private static final int TICKET_KEY_HOURS = 6;

    private final WireOptions options;
    private final TlsEngines engines;
    private final EventLoopGroup group;
    private final ConnectionCounts counts;
    private final LongAdder refused = new LongAdder();
    private final List<Channel> listeners = new ArrayList<>();
    private final List<Relay> relays = new ArrayList<>();
    private @Nullable InetSocketAddress startTls;
    private @Nullable InetSocketAddress directTls;

    /// Starts the loops, listens nowhere yet.
    ///
    /// @param threads how many loops
    public Wire(WireOptions options, int threads) {
        this(options, threads, TlsChoice.FASTEST);
    }

    /// As above, with a library that is chosen.
    public Wire(WireOptions options, int threads, TlsChoice tls) {
        this.options = options;
        this.engines = TlsEngines.of(options.certificates(), tls);
        this.counts = new ConnectionCounts(options.maxConnections(), options.maxConnectionsPerAddress());
        this.group = new MultiThreadIoEventLoopGroup(
                threads, new DefaultThreadFactory("wire", true), NioIoHandler.newFactory());
        group.scheduleAtFixedRate(engines::renewTicketKeys, TICKET_KEY_HOURS, TICKET_KEY_HOURS, TimeUnit.HOURS);
    }

    /// The loops that connections run on.
    public List<Loop> loops() {
        return StreamSupport.stream(((Iterable<EventExecutor>) group).spliterator(), false)
                .map(executor -> (Loop) new NettyLoop((EventLoop) executor))
                .toList();
    }

    /// Listens on the configured addresses. May block.
    ///
    /// @param handlers makes the handler of each new connection, on the connection's loop
    /// @throws IOException if an address cannot be had; the message names it
    public void listen(Function<Connection, ConnectionHandler> handlers) throws IOException {
        startTls = listen(options.startTls(), (channel, from) -> stream(channel, from, handlers));
        directTls = listen(options.directTls(), (channel, from) -> {
            NettyConnection connection = stream(channel, from, handlers);
            Handshake.begin(channel, engines, TlsUse.STREAM, connection::secured);
        });
    }

    /// Listens for streams that stay in clear, too: those of components (XEP-0114). May block.
    ///
    /// @return where it listens, or null if nowhere
    /// @throws IOException if the address cannot be had; the message names it
    public @Nullable InetSocketAddress listenInClear(
            @Nullable InetSocketAddress address, Function<Connection, ConnectionHandler> handlers) throws IOException {
        return listen(address, (channel, from) -> stream(channel, from, handlers));
    }

    /// Listens for pairs of connections that are to be joined, too (XEP-0065). May block.
    ///
    /// @return where it listens, or null if nowhere
    /// @throws IOException if the address cannot be had; the message names it
    public @Nullable InetSocketAddress listenForRelay(@Nullable InetSocketAddress address, Relay relay)
            throws IOException {
        InetSocketAddress listening = listen(address, (channel, from) -> relay.accept(channel));
        relay.listensOn(listening == null ? 0 : listening.getPort());
        relays.add(relay);
        return listening;
    }

    private NettyConnection stream(
            SocketChannel channel, InetAddress from, Function<Connection, ConnectionHandler> handlers) {
        Framing framing = new TcpFraming(options.strangerLimits());
        NettyConnection connection = new NettyConnection(channel, from, engines, framing, handlers);
        channel.pipeline().addLast(connection);
        return connection;
    }

    /// Listens for HTTP over TLS, too; its connections count as all others do. May block.
    ///
    /// @param taken is given each connection after its handshake, on its loop; nothing is read from it yet
    /// @return where it listens, or null if nowhere
    /// @throws IOException if the address cannot be had; the message names it
    public @Nullable InetSocketAddress listenForHttp(@Nullable InetSocketAddress address, Consumer<SecureChannel> taken)
            throws IOException {
        return listen(
                address,
                (channel, from) -> Handshake.begin(channel, engines, TlsUse.HTTP, session -> {
                    channel.config().setAutoRead(false);
                    taken.accept(new SecureChannel(channel, from, engines, session));
                }));
    }

    private @Nullable InetSocketAddress listen(
            @Nullable InetSocketAddress address, BiConsumer<SocketChannel, InetAddress> begin) throws IOException {
        if (address == null) {
            return null;
        }
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childHandler(new Accepting(begin));
        ChannelFuture bound = bootstrap.bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException("cannot listen on " + text(address) + ": " + reason(bound.cause()), bound.cause());
        }
        listeners.add(bound.channel());
        return (InetSocketAddress) bound.channel().localAddress();
    }

    private static String text(InetSocketAddress address) {
        return address.getHostString() + ':' + address.getPort();
    }

    private static String reason(@Nullable Throwable cause) {
        return cause == null || cause.getMessage() == null ? "unknown reason" : cause.getMessage();
    }

    /// Counts a new connection, and begins what it is for.
    private final class Accepting extends ChannelInitializer<SocketChannel> {

        private final BiConsumer<SocketChannel, InetAddress> begin;

        Accepting(BiConsumer<SocketChannel, InetAddress> begin) {
            this.begin = begin;
        }

        @Override
        protected void initChannel(SocketChannel channel) {
            InetSocketAddress remote = channel.remoteAddress();
            if (remote == null) {
                channel.close();
                return;
            }
            InetAddress address = remote.getAddress();
            if (!counts.add(address)) {
                refuse(channel, address);
                return;
            }
            channel.closeFuture().addListener(closed -> counts.remove(address));
            begin.accept(channel, address);
        }
    }

    /// Logged at the 1st, 2nd, 4th, 8th … refusal, so that a flood cannot fill the log.
    private void refuse(SocketChannel channel, InetAddress address) {
        refused.increment();
        long count = refused.sum();
        if (Long.bitCount(count) == 1) {
            LOG.atWarn()
                    .addKeyValue("address", address.getHostAddress())
                    .addKeyValue("refused", count)
                    .log("too many connections");
        }
        channel.close();
    }

    /// Where STARTTLS connections are taken, or null.
    public @Nullable InetSocketAddress startTlsAddress() {
        return startTls;
    }

    /// Where direct TLS connections are taken, or null.
    public @Nullable InetSocketAddress directTlsAddress() {
        return directTls;
    }

    public int openConnections() {
        return counts.open();
    }

    /// Connections that were closed at once because there were too many.
    public long refusedConnections() {
        return refused.sum();
    }

    /// Takes no new connections. May block.
    public void stopListening() {
        listeners.forEach(listener -> listener.close().awaitUninterruptibly());
        listeners.clear();
    }

    /// Ends the loops, and with them every connection. May block for a few seconds.
    @Override
    public void close() {
        stopListening();
        relays.forEach(Relay::close);
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
        engines.close();
    }
}
