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
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends one answer, a piece when the client has taken the one before: what waits for a slow client is small. Belongs
/// to the connection's loop; what may block runs elsewhere.
final class Sending {

    private static final int PIECE = 32 * 1024;
    private static final int PIECES_A_MEGABYTE = 32;

    private static final Logger LOG = LoggerFactory.getLogger(Sending.class);

    private final Channel channel;
    private final Response response;
    private final boolean withoutBody;
    private final boolean last;
    private final Executor blocking;
    private Runnable proceeded = () -> {};
    private Runnable taken = () -> {};
    private @Nullable InputStream source;
    private long left;
    private int pieces;

    /// @param last the connection is closed afterwards
    /// @param blocking reads what is not at hand
    Sending(Channel channel, Response response, boolean withoutBody, boolean last, Executor blocking) {
        this.channel = channel;
        this.response = response;
        this.withoutBody = withoutBody;
        this.last = last;
        this.blocking = blocking;
    }

    /// @param proceeded runs when the client has taken another megabyte
    /// @param taken runs when the client has taken all of it, and never if it does not
    void run(Runnable proceeded, Runnable taken) {
        this.proceeded = proceeded;
        this.taken = taken;
        HttpResponse head = head(response);
        if (response.status() != 304 && response.status() != 204) {
            head.headers()
                    .set(HttpHeaderNames.CONTENT_LENGTH, response.content().length());
        }
        if (last) {
            head.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        channel.write(head);
        left = withoutBody ? 0 : response.content().length();
        next();
    }

    static HttpResponse head(Response response) {
        HttpResponse head =
                new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(response.status()));
        response.headers().forEach((name, value) -> head.headers().set(name, value));
        return head;
    }

    private void next() {
        if (left == 0) {
            close(source);
            channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT).addListener(written -> {
                if (written.isSuccess()) {
                    taken.run();
                }
            });
            return;
        }
        int length = (int) Math.min(PIECE, left);
        switch (response.content()) {
            case Content.Bytes(byte[] bytes) -> send(bytes, (int) (bytes.length - left), length);
            case Content.Flowing flowing -> read(flowing, length);
        }
    }

    private void read(Content.Flowing flowing, int length) {
        try {
            blocking.execute(() -> {
                byte[] piece = readPiece(flowing, length);
                var _ = HttpConnection.onLoop(channel, () -> {
                    if (piece.length == 0) {
                        close(source);
                        channel.close();
                    } else {
                        send(piece, 0, piece.length);
                    }
                });
            });
        } catch (RejectedExecutionException e) {
            // The server stops.
            channel.close();
        }
    }

    /// Nothing if it cannot be read: then the client notices by the length. One thread after the other does this.
    private byte[] readPiece(Content.Flowing flowing, int length) {
        try {
            InputStream in = source == null ? flowing.source().open() : source;
            source = in;
            byte[] piece = new byte[length];
            int count = in.readNBytes(piece, 0, length);
            if (count == 0) {
                throw new EOFException("the content is shorter than it was said to be");
            }
            return count == length ? piece : Arrays.copyOf(piece, count);
        } catch (Throwable e) {
            // Whatever it is, the loop has to be told, which closes the file and the connection.
            LOG.atError().setCause(e).log("a file could not be read while it was sent");
            return new byte[0];
        }
    }

    private void send(byte[] bytes, int from, int length) {
        left -= length;
        channel.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(bytes, from, length)))
                .addListener(written -> {
                    if (written.isSuccess()) {
                        if (++pieces % PIECES_A_MEGABYTE == 0) {
                            proceeded.run();
                        }
                        next();
                    } else {
                        close(source);
                        channel.close();
                    }
                });
    }

    private void close(@Nullable InputStream open) {
        if (open == null) {
            return;
        }
        try {
            blocking.execute(() -> {
                try {
                    open.close();
                } catch (IOException e) {
                    LOG.atWarn().setCause(e).log("a file that was sent could not be closed");
                }
            });
        } catch (RejectedExecutionException e) {
            // The server stops, and its process with it.
        }
    }
}
