// SPDX-License-Identifier: Apache-2.0
package im.wardroom.wire;

import im.wardroom.server.stream.TlsSession;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Waits for a client's TLS handshake and for its end, and goes: the encryption stays. Whoever says nothing costs no
/// more than a socket. Belongs to the connection's loop.
final class Handshake extends ChannelDuplexHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Handshake.class);

    /// The content type of a record (RFC 8446 §5.1), and its sizes.
    private static final byte HANDSHAKE = 22;

    private static final int HEADER = 5;
    private static final int LONGEST_RECORD = HEADER + 16 * 1024;

    /// Most clients' first one fits.
    private static final int RECORD = 512;

    private final TlsEngines engines;
    private final TlsUse use;
    private final Consumer<TlsSession> secured;
    private @Nullable Encryption encryption;
    private @Nullable ByteBuf greeting;
    private @Nullable Future<?> deadline;

    private Handshake(TlsEngines engines, TlsUse use, Consumer<TlsSession> secured) {
        this.engines = engines;
        this.use = use;
        this.secured = secured;
    }

    /// Everything on the channel is encrypted from now on.
    ///
    /// @param secured is told of the handshake; a connection whose handshake fails is closed
    static void begin(Channel channel, TlsEngines engines, TlsUse use, Consumer<TlsSession> secured) {
        channel.pipeline().addFirst(new Handshake(engines, use, secured));
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        if (!use.deadline().isZero()) {
            long longest = use.deadline().toMillis();
            deadline = context.executor().schedule(() -> context.close(), longest, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (encryption != null) {
            context.fireChannelRead(message);
            return;
        }
        ByteBuf come = gathered((ByteBuf) message, context.alloc());
        if (!isWhole(come)) {
            greeting = come;
            return;
        }
        greeting = null;
        Encryption begun = engines.create(context.alloc(), use);
        encryption = begun;
        SslHandler handler = new SslHandler(begun.engine());
        handler.setHandshakeTimeoutMillis(0);
        context.pipeline().addFirst(handler);
        context.pipeline().fireChannelRead(come);
    }

    /// One buffer is filled: what comes in drops changes no object for the collector to look at.
    private ByteBuf gathered(ByteBuf next, ByteBufAllocator allocator) {
        ByteBuf before = greeting;
        if (before == null && isWhole(next)) {
            return next;
        }
        if (before == null) {
            before = allocator.directBuffer(RECORD);
        }
        before.writeBytes(next);
        next.release();
        return before;
    }

    /// The first record (RFC 8446 §5.1) is complete, or it is none.
    private static boolean isWhole(ByteBuf bytes) {
        int from = bytes.readerIndex();
        int length = bytes.readableBytes();
        return length > 0 && bytes.getByte(from) != HANDSHAKE
                || length >= HEADER && length - HEADER >= bytes.getUnsignedShort(from + HEADER - 2)
                || length > LONGEST_RECORD;
    }

    /// Nothing goes out in clear.
    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (encryption == null) {
            ReferenceCountUtil.release(message);
            promise.setSuccess();
        } else {
            context.write(message, promise);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (!(event instanceof SslHandshakeCompletionEvent completion)) {
            context.fireUserEventTriggered(event);
        } else if (completion.isSuccess()) {
            TlsSession session = engines.describe(Objects.requireNonNull(encryption));
            context.pipeline().remove(this);
            secured.accept(session);
        } else {
            LOG.atDebug()
                    .addKeyValue("address", Objects.toString(context.channel().remoteAddress()))
                    .addKeyValue("cause", completion.cause())
                    .log("TLS handshake failed");
            context.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        ConnectionFailure.end(context, cause);
    }

    /// After everything else, and even if the channel was never active.
    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        if (deadline != null) {
            deadline.cancel(false);
        }
        if (encryption != null) {
            encryption.end();
        }
        if (greeting != null) {
            greeting.release();
            greeting = null;
        }
    }
}
