// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;

/// Sends one answer, a piece when the client has taken the one before: what waits for a slow client is small. Belongs
/// to the connection's loop.
final class Sending {

    private static final int PIECE = 32 * 1024;

    private final Channel channel;
    private final Response response;
    private final boolean withoutBody;
    private final boolean last;
    private int sent;

    /// @param last the connection is closed afterwards
    Sending(Channel channel, Response response, boolean withoutBody, boolean last) {
        this.channel = channel;
        this.response = response;
        this.withoutBody = withoutBody;
        this.last = last;
    }

    /// @param taken runs when the client has taken all of it, and never if it does not
    void run(Runnable taken) {
        HttpResponse head = head(response);
        if (response.status() != 304) {
            head.headers().set(HttpHeaderNames.CONTENT_LENGTH, response.body().length);
        }
        if (last) {
            head.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        channel.write(head);
        if (withoutBody) {
            sent = response.body().length;
        }
        next(taken);
    }

    static HttpResponse head(Response response) {
        HttpResponse head =
                new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(response.status()));
        response.headers().forEach((name, value) -> head.headers().set(name, value));
        return head;
    }

    private void next(Runnable taken) {
        int length = Math.min(PIECE, response.body().length - sent);
        if (length == 0) {
            channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT).addListener(written -> {
                if (written.isSuccess()) {
                    taken.run();
                }
            });
            return;
        }
        int from = sent;
        sent += length;
        channel.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(response.body(), from, length)))
                .addListener(written -> {
                    if (written.isSuccess()) {
                        next(taken);
                    } else {
                        channel.close();
                    }
                });
    }
}
