// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.http;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.InputStream;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// Takes in the body of one request, as fast as somebody reads it and not slower than the client must be. Belongs to
/// the connection's loop.
final class Receiving {

    private final Channel channel;
    private final HttpOptions options;
    private final Runnable tooSlow;
    private final Inflow inflow;
    private boolean invites;
    private long received;
    private long receivedBefore;
    private Future<?> pace;

    /// @param invites the client waits to be asked for the body (RFC 9110 §10.1.1)
    /// @param tooSlow ends the connection
    Receiving(Channel channel, HttpOptions options, boolean invites, Runnable tooSlow) {
        this.channel = channel;
        this.options = options;
        this.invites = invites;
        this.tooSlow = tooSlow;
        this.inflow = new Inflow(() -> HttpConnection.onLoop(channel, this::ask));
        this.pace = watch();
    }

    InputStream body() {
        return inflow;
    }

    private void ask() {
        if (invites) {
            invites = false;
            channel.writeAndFlush(new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
        }
        channel.read();
    }

    void add(HttpContent content) {
        invites = false;
        received += content.content().readableBytes();
        inflow.add(ByteBufUtil.getBytes(content.content()));
        if (content instanceof LastHttpContent) {
            inflow.complete();
            end();
        }
    }

    boolean isComplete() {
        return inflow.isComplete();
    }

    /// Somebody waits for what the client sends next.
    boolean isAskedFor() {
        return inflow.isAskedFor();
    }

    private Future<?> watch() {
        receivedBefore = received;
        return channel.eventLoop()
                .schedule(this::checkPace, options.requestTimeout().toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Only whoever keeps us waiting is to blame.
    private void checkPace() {
        if (inflow.isAskedFor() && received - receivedBefore < options.minPace()) {
            tooSlow.run();
        } else {
            pace = watch();
        }
    }

    /// Nothing more is wanted, or will come.
    void end() {
        pace.cancel(false);
        if (!inflow.isComplete()) {
            inflow.fail("the rest of the body did not come");
        }
    }
}
