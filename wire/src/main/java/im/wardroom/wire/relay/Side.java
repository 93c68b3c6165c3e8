// SPDX-License-Identifier: Apache-2.0
package im.wardroom.wire.relay;

import im.wardroom.wire.ConnectionFailure;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One connection of a pair: holds a little of what comes too early, and passes on what comes then, no faster than the
/// other one takes it and the account may. Belongs to the connection's loop, but for what says otherwise.
final class Side extends ChannelInboundHandlerAdapter {

    /// Bytes that may come before the pair is joined; then no more are read.
    static final int MAX_EARLY = 64 * 1024;

    private final Relay relay;
    private final String hash;
    private final Channel channel;
    private final ByteBuf early = Unpooled.buffer(0, 2 * MAX_EARLY);
    private @Nullable Future<?> patience;
    private @Nullable Pair pair;
    private volatile @Nullable Side other;
    private boolean blocked;
    private boolean paused;
    private boolean over;

    Side(Relay relay, String hash, Channel channel) {
        this.relay = relay;
        this.hash = hash;
        this.channel = channel;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        patience = context.executor()
                .schedule(
                        () -> {
                            if (pair == null) {
                                context.close();
                            }
                        },
                        relay.options().patience().toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    /// What came along with the handshake.
    void came(ByteBuf buffer) {
        early.writeBytes(buffer);
        buffer.release();
    }

    /// From any thread: whom it is joined with, before either of them is.
    void meets(Side counterpart) {
        other = counterpart;
    }

    /// From any thread: what comes goes to the other one from now on.
    void join(Pair joined) {
        channel.eventLoop().execute(() -> {
            Side counterpart = Objects.requireNonNull(other);
            pair = joined;
            if (patience != null) {
                patience.cancel(false);
            }
            if (!channel.isActive()) {
                ended(joined, counterpart);
                return;
            }
            if (early.isReadable()) {
                pass(joined, counterpart, early.readRetainedSlice(early.readableBytes()));
            }
            read();
        });
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf buffer = (ByteBuf) message;
        Pair joined = pair;
        Side counterpart = other;
        if (joined != null && counterpart != null) {
            pass(joined, counterpart, buffer);
        } else if (buffer.readableBytes() > early.maxWritableBytes()) {
            buffer.release();
            context.close();
        } else {
            came(buffer);
            if (early.readableBytes() >= MAX_EARLY) {
                channel.config().setAutoRead(false);
            }
        }
    }

    private void pass(Pair joined, Side counterpart, ByteBuf buffer) {
        int bytes = buffer.readableBytes();
        if (!joined.counts(bytes)) {
            buffer.release();
            return;
        }
        counterpart.channel.writeAndFlush(buffer);
        blocked = !counterpart.channel.isWritable();
        long pause = joined.pass(bytes);
        if (pause > 0) {
            paused = true;
            channel.eventLoop()
                    .schedule(
                            () -> {
                                paused = false;
                                read();
                            },
                            pause,
                            TimeUnit.NANOSECONDS);
        }
        read();
    }

    private void read() {
        channel.config().setAutoRead(!blocked && !paused);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        Side counterpart = other;
        if (counterpart != null && channel.isWritable()) {
            counterpart.unblock();
        }
        context.fireChannelWritabilityChanged();
    }

    private void unblock() {
        channel.eventLoop().execute(() -> {
            blocked = false;
            read();
        });
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        Pair joined = pair;
        Side counterpart = other;
        if (joined == null || counterpart == null) {
            relay.left(hash, this);
        } else {
            ended(joined, counterpart);
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        early.release();
        if (patience != null) {
            patience.cancel(false);
        }
    }

    private void ended(Pair joined, Side counterpart) {
        if (!over) {
            over = true;
            joined.oneEnded();
            counterpart.finish();
        }
    }

    /// From any thread: closes when what was passed to it is written.
    private void finish() {
        if (channel.isActive()) {
            channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }
    }

    /// From any thread.
    ChannelFuture close() {
        return channel.close();
    }

    /// For tasks of the pair.
    EventLoop loop() {
        return channel.eventLoop();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        ConnectionFailure.end(context, cause);
    }
}
