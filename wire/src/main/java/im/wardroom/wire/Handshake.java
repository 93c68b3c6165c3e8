// SPDX-License-Identifier: Apache-2.0
package im.wardroom.wire;

import im.wardroom.server.stream.TlsSession;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.util.Objects;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Waits for the end of a connection's TLS handshake, and goes: the encryption stays. Belongs to the connection's loop.
final class Handshake extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(Handshake.class);

    private final TlsEngines engines;
    private final Encryption encryption;
    private final Consumer<TlsSession> secured;

    private Handshake(TlsEngines engines, Encryption encryption, Consumer<TlsSession> secured) {
        this.engines = engines;
        this.encryption = encryption;
        this.secured = secured;
    }

    /// Everything on the channel is encrypted from now on.
    ///
    /// @param secured is told of the handshake; a connection whose handshake fails is closed
    static void begin(Channel channel, TlsEngines engines, TlsUse use, Consumer<TlsSession> secured) {
        Encryption begun = engines.create(channel.alloc(), use);
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.addFirst(new Handshake(engines, begun, secured));
        pipeline.addFirst(new SslHandler(begun.engine()));
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (!(event instanceof SslHandshakeCompletionEvent completion)) {
            context.fireUserEventTriggered(event);
        } else if (completion.isSuccess()) {
            TlsSession session = engines.describe(encryption);
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
        encryption.end();
    }
}
