// SPDX-License-Identifier: Apache-2.0
package im.wardroom.wire;

import im.wardroom.server.stream.Connection;
import im.wardroom.server.stream.ConnectionHandler;
import im.wardroom.server.stream.Journey;
import im.wardroom.server.stream.Loop;
import im.wardroom.server.stream.StreamOpening;
import im.wardroom.server.stream.TlsSession;
import im.wardroom.xmpp.stanza.StreamException;
import im.wardroom.xmpp.xml.StreamEvent;
import im.wardroom.xmpp.xml.XmlLimits;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetAddress;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One client's connection: decodes what it sends into stream events, encodes what it is sent. Writing and closing
/// are thread-safe, everything else happens on the channel's event loop.
final class NettyConnection extends ChannelInboundHandlerAdapter implements Connection, Framing.Line, Turns.Speaker {

    private static final Logger LOG = LoggerFactory.getLogger(NettyConnection.class);
    private static final int CLOSE_SECONDS = 5;

    /// Events of one connection before it is the others' turn: whoever sends much at once does not keep them waiting.
    private static final int TURN = 4;

    /// Answers of the framing that may wait for a peer.
    private static final int MAX_ANSWERS = 16 * 1024;

    private final Channel channel;
    private final InetAddress address;
    private final Loop loop;
    private final TlsEngines engines;
    private final Framing framing;
    private final ConnectionHandler handler;
    private final Outbox outbox;
    private final Turns turns;
    private final long begun = System.nanoTime();
    private volatile @Nullable TlsSession tls;
    private long served = begun;
    private boolean reading = true;
    private boolean deaf;
    private boolean decoding;
    private boolean awaitsTurn;
    private boolean closing;

    NettyConnection(
            Channel channel,
            InetAddress address,
            TlsEngines engines,
            Framing framing,
            Function<Connection, ConnectionHandler> handlers) {
        this.channel = channel;
        this.address = address;
        this.loop = new NettyLoop(channel.eventLoop());
        this.engines = engines;
        this.framing = framing;
        this.outbox = new Outbox(channel);
        this.turns = Turns.of(channel.eventLoop());
        this.handler = handlers.apply(this);
    }

    // ---- from the client

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf buffer = (ByteBuf) message;
        try {
            if (deaf) {
                return;
            }
            handler.heard();
            byte[] bytes = new byte[buffer.readableBytes()];
            buffer.readBytes(bytes);
            framing.feed(bytes, 0, bytes.length);
        } finally {
            buffer.release();
        }
        decode();
    }

    /// Hands out what is complete, until the handler wants a pause or it is the others' turn. Not re-entrant: a handler
    /// that switches reading on again from within is served by the loop that is running.
    private void decode() {
        if (decoding || awaitsTurn) {
            return;
        }
        long now = System.nanoTime();
        long end = turns.end(now);
        if (now < end) {
            speak(now, end);
        } else {
            awaitTurn(now);
        }
        if (awaitsTurn) {
            channel.config().setAutoRead(false);
        }
    }

    /// As [#decode], for so long.
    private void speak(long from, long end) {
        decoding = true;
        try {
            StreamEvent event;
            long now = from;
            int left = TURN;
            // One of them at least, if the time is over.
            while (reading
                    && !deaf
                    && (now < end || left == TURN)
                    && left > 0
                    && (event = framing.next(this)) != null) {
                Journey.passed("wire decoder", event.getClass().getSimpleName());
                handler.received(event);
                left--;
                now = System.nanoTime();
            }
            served = now;
            if (reading && !deaf && (left == 0 || now >= end)) {
                awaitTurn(now);
            }
        } catch (StreamException e) {
            deaf = true;
            handler.failed(e.error());
        } finally {
            decoding = false;
        }
    }

    private void awaitTurn(long now) {
        awaitsTurn = true;
        turns.await(this, now, begun, served);
    }

    @Override
    public void takeTurn(long end) {
        awaitsTurn = false;
        try {
            speak(System.nanoTime(), end);
        } catch (RuntimeException e) {
            // As from #channelRead.
            channel.pipeline().fireExceptionCaught(e);
        }
        if (!awaitsTurn && reading) {
            channel.config().setAutoRead(true);
        }
    }

    /// The connection is encrypted now, and may have been from its first byte.
    void secured(TlsSession session) {
        tls = session;
        handler.secured();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        deaf = true;
        handler.disconnected();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        ConnectionFailure.end(context, cause);
    }

    // ---- to the client

    @Override
    public void open(StreamOpening opening) {
        queue(framing.opening(opening), null);
    }

    @Override
    public void write(byte[] bytes) {
        queue(framing.element(bytes), null);
    }

    @Override
    public void write(byte[] bytes, Runnable written) {
        queue(framing.element(bytes), written);
    }

    @Override
    public void end() {
        queue(framing.closing(), null);
        close();
    }

    private void queue(byte[] bytes, @Nullable Runnable written) {
        outbox.announce(bytes.length);
        loop.run(() -> send(bytes, written));
    }

    private void send(byte[] bytes, @Nullable Runnable written) {
        if (closing) {
            outbox.withdraw(bytes.length);
            return;
        }
        Journey.passed("wire encoder", bytes.length);
        outbox.add(bytes, written);
    }

    @Override
    public long queuedBytes() {
        return outbox.queuedBytes();
    }

    @Override
    public void startTls() {
        if (framing.pending() > 0) {
            // RFC 6120 §5.3.1: what was sent in clear after <starttls/> must not be taken for encrypted.
            LOG.atWarn()
                    .addKeyValue("address", address.getHostAddress())
                    .log("data was sent in clear after STARTTLS; closed");
            deaf = true;
            channel.close();
            return;
        }
        framing.restart();
        outbox.flush();
        Handshake.begin(channel, engines, TlsUse.AFTER_STARTTLS, this::secured);
    }

    @Override
    public void restartStream() {
        framing.restart();
    }

    @Override
    public void limit(XmlLimits limits) {
        framing.limit(limits);
    }

    @Override
    public void read(boolean on) {
        reading = on;
        channel.config().setAutoRead(on && !awaitsTurn);
        if (on) {
            // Who had to be silent is not somebody who has little to say.
            served = System.nanoTime();
            decode();
        }
    }

    @Override
    public void close() {
        loop.run(() -> {
            if (closing) {
                return;
            }
            closing = true;
            deaf = true;
            reading = true;
            channel.config().setAutoRead(true);
            outbox.flush();
            channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
            if (channel.isActive()) {
                var force = channel.eventLoop().schedule(this::closePastEncryption, CLOSE_SECONDS, TimeUnit.SECONDS);
                channel.closeFuture().addListener(closed -> force.cancel(false));
            }
        });
    }

    /// What waits for the client to take its goodbye waits no longer. Whoever counts connections hears of it.
    private void closePastEncryption() {
        ChannelHandlerContext first = channel.pipeline().firstContext();
        if (first != null) {
            first.close();
        }
    }

    // ---- what the framing says by itself, in order with what the stream says

    @Override
    public void answer(byte[] bytes) {
        if (outbox.queuedBytes() < MAX_ANSWERS) {
            queue(bytes, null);
        }
    }

    @Override
    public void close(byte[] lastWords) {
        queue(lastWords, null);
        close();
    }

    @Override
    public Loop loop() {
        return loop;
    }

    @Override
    public InetAddress remoteAddress() {
        return address;
    }

    @Override
    public @Nullable TlsSession tls() {
        return tls;
    }

    @Override
    public String toString() {
        return Objects.toString(channel.remoteAddress());
    }
}
