// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.http;

import im.wardroom.wire.ConnectionFailure;
import im.wardroom.wire.SecureChannel;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
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

    /// Time for a client to read why it was refused, while what it still sends is thrown away.
    private static final Duration LINGERING = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);

    private final SecureChannel secure;
    private final Channel channel;
    private final HttpServer server;
    private final Peer peer;
    private final Deque<Object> waiting = new ArrayDeque<>(2);
    private @Nullable Request request;
    private @Nullable Receiving receiving;
    private java.util.concurrent.@Nullable Future<?> deadline;
    private boolean asking;
    private boolean leaving;
    private boolean gone;

    HttpConnection(SecureChannel secure, HttpServer server) {
        this.secure = secure;
        this.channel = secure.channel();
        this.server = server;
        this.peer = new Peer(secure.remoteAddress(), secure.tls());
    }

    void begin() {
        if (server.visitors().enter(this, secure.remoteAddress())) {
            awaitRequest();
        } else {
            channel.close();
        }
    }

    private void awaitRequest() {
        server.visitors().idle(this);
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
        if (asking || isReceiving()) {
            asking = false;
            take(message);
        } else if (!leaving && waiting.size() < MAX_WAITING) {
            waiting.add(message);
        } else {
            ReferenceCountUtil.release(message);
            cutOffUnlessLeaving();
        }
    }

    private boolean isReceiving() {
        return receiving != null && !receiving.isComplete();
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
                case HttpContent content when receiving != null -> receiving.add(content);
                case HttpRequest head -> received(head);
                case LastHttpContent _ when request != null -> complete(request);
                default -> channel.close();
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    /// What was read before was not yet, or not all, of what was asked for.
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (asking || isReceiving() && receiving != null && receiving.isAskedFor()) {
            channel.read();
        }
    }

    private void received(HttpRequest head) {
        switch (Bouncer.look(head, peer)) {
            case Bouncer.Outcome.LetIn(Request letIn) -> {
                server.visitors().busy(this);
                if (letIn.length() == 0) {
                    request = letIn;
                    ask();
                } else {
                    answer(letIn);
                }
            }
            case Bouncer.Outcome.TurnedAway(Response response) -> sendAndClose(response);
        }
    }

    private void complete(Request complete) {
        request = null;
        Upgrade upgrade = server.upgrade();
        if (complete.path().equals(upgrade.path())) {
            upgrade(upgrade, complete);
        } else {
            answer(complete);
        }
    }

    // ---- the answer

    /// The body, if there is one, has yet to come.
    private void answer(Request head) {
        Optional<Resource> found = server.site().apply(head.path()).filter(resource -> resource.isFor(head));
        if (found.isEmpty()) {
            reply(head, Response.of(404));
            return;
        }
        Resource resource = found.get();
        if (!resource.methods().contains(head.method())) {
            sendAndClose(Response.of(405).with("allow", String.join(", ", resource.methods())));
            return;
        }
        forgetDeadline();
        Request whole = head.length() == 0 ? head : head.with(receive(head));
        try {
            server.blocking().execute(() -> {
                Optional<Response> response = response(resource, whole);
                var _ = onLoop(channel, () -> response.ifPresentOrElse(answer -> reply(head, answer), channel::close));
            });
        } catch (RejectedExecutionException e) {
            // The server stops.
            channel.close();
        }
    }

    /// From a thread that may block; false if the server stops.
    static boolean onLoop(Channel channel, Runnable step) {
        try {
            channel.eventLoop().execute(step);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    private java.io.InputStream receive(Request head) {
        boolean invites = head.list("expect").contains("100-continue");
        Receiving body = new Receiving(channel, server.options(), invites, this::cutOff);
        receiving = body;
        while (!waiting.isEmpty() && !body.isComplete()) {
            take(waiting.remove());
        }
        return body.body();
    }

    /// The one place where a resource's errors are caught. All of them, for the client has no deadline while it waits
    /// for its answer: what was not caught here would leave the connection open for ever.
    private static Optional<Response> response(Resource resource, Request request) {
        try {
            return Optional.of(resource.answer(request));
        } catch (IOException e) {
            LOG.atDebug().setCause(e).addKeyValue("path", request.path()).log("a request did not come whole");
            return Optional.empty();
        } catch (Throwable e) {
            LOG.atError().setCause(e).addKeyValue("path", request.path()).log("a page failed");
            return Optional.of(Response.of(500));
        }
    }

    private void reply(Request head, Response response) {
        boolean whole = head.length() == 0 || receiving != null && receiving.isComplete();
        if (receiving != null) {
            receiving.end();
            receiving = null;
        }
        if (whole) {
            boolean last = head.list("connection").contains("close");
            send(response, head.isHead(), last, last ? channel::close : this::awaitRequest);
        } else {
            sendAndClose(response);
        }
    }

    /// What the client still sends is not read as requests.
    private void sendAndClose(Response response) {
        send(response, false, true, this::linger);
    }

    private void send(Response response, boolean withoutBody, boolean last, Runnable then) {
        leaving |= last;
        Duration patience = server.options().answerTimeout();
        deadline(patience);
        new Sending(channel, server.seal(response), withoutBody, last, server.blocking())
                .run(() -> deadline(patience), then);
    }

    /// Closed at once, what the client still sends would make it lose the answer (RFC 9112 §9.6).
    private void linger() {
        deadline(LINGERING);
        SslHandler encryption = channel.pipeline().get(SslHandler.class);
        if (encryption != null) {
            encryption.closeOutbound();
        }
        channel.config().setAutoRead(true);
    }

    // ---- becoming a stream

    private void upgrade(Upgrade upgrade, Request complete) {
        Response response = upgrade.answer(complete);
        if (response.status() != 101) {
            sendAndClose(response);
            return;
        }
        deadline(server.options().answerTimeout());
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

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (receiving != null) {
            receiving.end();
        }
        context.fireChannelInactive();
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
