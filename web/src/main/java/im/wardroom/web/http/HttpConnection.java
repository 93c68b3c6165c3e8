// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.http;

import im.wardroom.wire.ConnectionFailure;
import im.wardroom.wire.SecureChannel;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection that speaks HTTP: a request, its answer, the next request; never two at once, and each in its time.
/// Or it becomes a stream. Lives on the connection's loop.
final class HttpConnection extends ChannelInboundHandlerAdapter {

    /// Parts of requests that came before the one in front of them was answered; a request without a body has two.
    private static final int MAX_WAITING = 16;

    private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);

    private final SecureChannel secure;
    private final Channel channel;
    private final HttpServer server;
    private final Deque<Object> waiting = new ArrayDeque<>(2);
    private @Nullable Request request;
    private java.util.concurrent.@Nullable Future<?> deadline;
    private boolean asking;
    private boolean leaving;
    private boolean gone;

    HttpConnection(SecureChannel secure, HttpServer server) {
        this.secure = secure;
        this.channel = secure.channel();
        this.server = server;
    }

    void begin() {
        if (server.visitors().enter(this, secure.remoteAddress())) {
            awaitRequest();
        } else {
            channel.close();
        }
    }

    private void awaitRequest() {
        deadline(server.options().requestTimeout());
        ask();
    }

    /// For the next part of a request, which may be here.
    private void ask() {
        Object next = waiting.poll();
        if (next == null) {
            asking = true;
            channel.read();
        } else {
            take(next);
        }
    }

    /// Whoever is slow, with what bytes ever, is closed.
    private void deadline(Duration patience) {
        forgetDeadline();
        deadline = channel.eventLoop().schedule(this::cutOff, patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Past the encryption, which would wait for the client to take its goodbye.
    private void cutOff() {
        ChannelHandlerContext encryption = channel.pipeline().firstContext();
        if (encryption != null && !gone) {
            encryption.close();
        }
    }

    private void forgetDeadline() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (asking) {
            asking = false;
            take(message);
        } else if (!leaving && waiting.size() < MAX_WAITING) {
            waiting.add(message);
        } else {
            ReferenceCountUtil.release(message);
            cutOffUnlessLeaving();
        }
    }

    /// Nobody asks for so much at once.
    private void cutOffUnlessLeaving() {
        if (!leaving) {
            leaving = true;
            cutOff();
        }
    }

    private void take(Object message) {
        try {
            switch (message) {
                case HttpRequest head -> received(head);
                case LastHttpContent _ when request != null -> answer(request);
                default -> channel.close();
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    /// What was read before was not yet, or not all, of what was asked for.
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (asking) {
            channel.read();
        }
    }

    private void received(HttpRequest head) {
        switch (Bouncer.look(head)) {
            case Bouncer.Outcome.LetIn(Request letIn) -> {
                request = letIn;
                ask();
            }
            case Bouncer.Outcome.TurnedAway(Response response) -> sendAndClose(response);
        }
    }

    private void answer(Request complete) {
        request = null;
        deadline(server.options().answerTimeout());
        Upgrade upgrade = server.upgrade();
        if (complete.path().equals(upgrade.path())) {
            upgrade(upgrade, complete);
            return;
        }
        try {
            server.blocking().execute(() -> {
                Response response = read(complete);
                channel.eventLoop().execute(() -> send(complete, response));
            });
        } catch (RejectedExecutionException e) {
            // The server stops.
            channel.close();
        }
    }

    /// The one place where a resource's errors are caught.
    private Response read(Request complete) {
        try {
            return server.site()
                    .apply(complete.path())
                    .map(resource -> resource.get(complete))
                    .orElse(Response.of(404));
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).addKeyValue("path", complete.path()).log("a page failed");
            return Response.of(500);
        }
    }

    private void send(Request complete, Response response) {
        boolean last = complete.list("connection").contains("close");
        new Sending(channel, server.seal(response), complete.isHead(), last)
                .run(last ? this::leave : this::awaitRequest);
    }

    private void sendAndClose(Response response) {
        leaving = true;
        deadline(server.options().answerTimeout());
        new Sending(channel, server.seal(response), false, true).run(this::leave);
    }

    private void leave() {
        leaving = true;
        channel.close();
    }

    // ---- becoming a stream

    private void upgrade(Upgrade upgrade, Request complete) {
        Response response = upgrade.answer(complete);
        if (response.status() != 101) {
            sendAndClose(response);
            return;
        }
        channel.writeAndFlush(Sending.head(response)).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        // What the client sent too early comes here, where nobody is any more.
        leaving = true;
        server.removeCodec(channel.pipeline());
        channel.pipeline().remove(this);
        secure.becomeStream(upgrade.framing(), upgrade.handlers());
    }

    // ---- the end

    /// A newer connection needs the place. From any thread.
    void crowdedOut() {
        channel.eventLoop().execute(this::cutOff);
    }

    /// The connection is gone, or is something else now.
    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        gone = true;
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
        forgetDeadline();
        server.visitors().leave(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        ConnectionFailure.end(context, cause);
    }
}
