// SPDX-License-Identifier: Apache-2.0
package im.wardroom.wire;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The end of a connection that broke: of no interest if its peer or the network did it, an error if the server did.
public final class ConnectionFailure {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionFailure.class);

    private ConnectionFailure() {}

    public static void end(ChannelHandlerContext context, Throwable cause) {
        String peer = Objects.toString(context.channel().remoteAddress());
        if (cause instanceof IOException || cause instanceof DecoderException) {
            LOG.atDebug().addKeyValue("peer", peer).addKeyValue("cause", cause).log("connection lost");
        } else {
            LOG.atError().setCause(cause).addKeyValue("peer", peer).log("a connection failed");
        }
        context.close();
    }
}
