// SPDX-License-Identifier: Apache-2.0
package im.wardroom.wire.relay;

import im.wardroom.wire.ConnectionFailure;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The beginning of a connection: SOCKS5 (RFC 1928) as far as XEP-0065 §6.3 has it, which is CONNECT without
/// authentication to a name that is a hash. Belongs to the connection's loop.
final class SocksHandshake extends ChannelInboundHandlerAdapter {

    private static final int VERSION = 5;
    private static final int NO_AUTHENTICATION = 0;
    private static final int NO_ACCEPTABLE_METHOD = 0xFF;
    private static final int CONNECT = 1;
    private static final int DOMAIN_NAME = 3;
    private static final int SUCCEEDED = 0;
    private static final int NOT_ALLOWED = 2;
    private static final int COMMAND_NOT_SUPPORTED = 7;
    private static final int ADDRESS_TYPE_NOT_SUPPORTED = 8;
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{40}");

    private final Relay relay;
    private final ByteBuf came = Unpooled.buffer(64, Side.MAX_EARLY);
    private boolean greeted;
    private @Nullable Runnable stopTimer;

    SocksHandshake(Relay relay) {
        this.relay = relay;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        var timer = context.executor()
                .schedule(() -> context.close(), relay.options().handshake().toMillis(), TimeUnit.MILLISECONDS);
        stopTimer = () -> timer.cancel(false);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        came.release();
        if (stopTimer != null) {
            stopTimer.run();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf buffer = (ByteBuf) message;
        try {
            if (buffer.readableBytes() > came.maxWritableBytes()) {
                context.close();
                return;
            }
            came.writeBytes(buffer);
        } finally {
            buffer.release();
        }
        if (greeted || greet(context)) {
            request(context);
        }
    }

    /// RFC 1928 §3: true if the request can be read.
    private boolean greet(ChannelHandlerContext context) {
        if (came.isReadable() && came.getByte(came.readerIndex()) != VERSION) {
            context.close();
            return false;
        }
        int methods = came.readableBytes() < 2 ? 0 : came.getUnsignedByte(came.readerIndex() + 1);
        if (came.readableBytes() < 2 || came.readableBytes() < 2 + methods) {
            return false;
        }
        boolean acceptable =
                came.indexOf(came.readerIndex() + 2, came.readerIndex() + 2 + methods, (byte) NO_AUTHENTICATION) >= 0;
        came.skipBytes(2 + methods);
        if (!acceptable) {
            end(context, VERSION, NO_ACCEPTABLE_METHOD);
            return false;
        }
        context.writeAndFlush(bytes(VERSION, NO_AUTHENTICATION));
        greeted = true;
        return true;
    }

    /// RFC 1928 §4.
    private void request(ChannelHandlerContext context) {
        int start = came.readerIndex();
        if (came.readableBytes() < 5) {
            return;
        }
        if (came.getByte(start) != VERSION) {
            context.close();
        } else if (came.getByte(start + 1) != CONNECT) {
            refuse(context, COMMAND_NOT_SUPPORTED);
        } else if (came.getByte(start + 3) != DOMAIN_NAME) {
            refuse(context, ADDRESS_TYPE_NOT_SUPPORTED);
        } else if (came.readableBytes() >= 7 + came.getUnsignedByte(start + 4)) {
            int length = came.getUnsignedByte(start + 4);
            String name = came.toString(start + 5, length, StandardCharsets.US_ASCII);
            came.skipBytes(7 + length);
            connect(context, name);
        }
    }

    private void connect(ChannelHandlerContext context, String name) {
        Side side = new Side(relay, name, context.channel());
        if (!HASH.matcher(name).matches() || !relay.arrives(name, side)) {
            refuse(context, NOT_ALLOWED);
            return;
        }
        // XEP-0065 §6.3.2: the name comes back, and the port 0.
        ByteBuf reply = Unpooled.buffer(7 + name.length())
                .writeBytes(new byte[] {VERSION, SUCCEEDED, 0, DOMAIN_NAME, (byte) name.length()})
                .writeBytes(name.getBytes(StandardCharsets.US_ASCII))
                .writeShort(0);
        context.writeAndFlush(reply);
        side.came(came.readBytes(came.readableBytes()));
        context.pipeline().replace(this, "side", side);
    }

    private static void refuse(ChannelHandlerContext context, int reply) {
        end(context, VERSION, reply, 0, 1, 0, 0, 0, 0, 0, 0);
    }

    private static void end(ChannelHandlerContext context, int... reply) {
        context.writeAndFlush(bytes(reply)).addListener(ChannelFutureListener.CLOSE);
    }

    private static ByteBuf bytes(int... values) {
        ByteBuf buffer = Unpooled.buffer(values.length);
        for (int value : values) {
            buffer.writeByte(value);
        }
        return buffer;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        ConnectionFailure.end(context, cause);
    }
}
