// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.bosh;

import im.wardroom.server.stream.Connection;
import im.wardroom.server.stream.ConnectionHandler;
import im.wardroom.server.stream.Loop;
import im.wardroom.server.stream.TlsSession;
import im.wardroom.web.http.Peer;
import im.wardroom.xmpp.sasl.ChannelBinding;
import im.wardroom.xmpp.xml.Element;
import im.wardroom.xmpp.xml.XmlLimits;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All sessions over HTTP requests: makes them, finds them, counts them. Thread-safe.
public final class BoshSessions {

    private static final Logger LOG = LoggerFactory.getLogger(BoshSessions.class);
    private static final int SID_BYTES = 16;

    private final BoshOptions options;
    private final XmlLimits strangerLimits;
    private final List<Loop> loops;
    private final Function<Connection, ConnectionHandler> handlers;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, BoshSession> sessions = new HashMap<>();
    private final Map<InetAddress, Integer> byAddress = new HashMap<>();
    private int made;
    private long abuses;

    /// @param strangerLimits what a stream allows until it says otherwise
    /// @param loops that sessions run on
    /// @param handlers makes the handler of each stream
    public BoshSessions(
            BoshOptions options,
            XmlLimits strangerLimits,
            List<Loop> loops,
            Function<Connection, ConnectionHandler> handlers) {
        this.options = options;
        this.strangerLimits = strangerLimits;
        this.loops = List.copyOf(loops);
        this.handlers = handlers;
    }

    XmlLimits strangerLimits() {
        return strangerLimits;
    }

    /// The session that a `<body/>` names, or null if there is none.
    synchronized @Nullable BoshSession find(Element head) {
        return sessions.get(head.attribute("sid", ""));
    }

    /// @return what is said to the client in the end
    CompletableFuture<byte[]> ask(Envelope envelope, Peer peer) {
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        BoshSession session = find(envelope.head());
        if (session != null) {
            session.loop().execute(() -> {
                try {
                    session.ask(envelope, answer);
                } catch (Throwable e) {
                    // Whatever it is, somebody waits for the answer.
                    answer.completeExceptionally(e);
                    session.abandon();
                }
            });
        } else if (envelope.head().attribute("sid") == null) {
            begin(envelope, peer, answer);
        } else {
            answer.complete(refusal(Condition.ITEM_NOT_FOUND));
        }
        return answer;
    }

    static byte[] refusal(Condition condition) {
        return Outgoing.body(Map.of("type", "terminate", "condition", condition.wire()), List.of());
    }

    private void begin(Envelope first, Peer peer, CompletableFuture<byte[]> answer) {
        Loop loop = place(peer);
        if (loop == null) {
            answer.complete(refusal(Condition.POLICY_VIOLATION));
            return;
        }
        try {
            loop.execute(() -> begin(first, peer, loop, answer));
        } catch (RejectedExecutionException e) {
            // The server stops.
            release(peer.address());
            throw e;
        }
    }

    private void begin(Envelope first, Peer peer, Loop loop, CompletableFuture<byte[]> answer) {
        BoshSession session = null;
        try {
            session = new BoshSession(
                    sid(),
                    first,
                    Terms.of(first, options),
                    new Peer(peer.address(), onAnyConnection(peer.tls())),
                    loop,
                    strangerLimits,
                    this::ended,
                    handlers);
            add(session);
            session.begin(first, answer);
        } catch (Throwable e) {
            // Whatever it is, somebody waits for the answer, and the place is free again.
            answer.completeExceptionally(e);
            if (session == null) {
                release(peer.address());
            } else {
                session.abandon();
            }
        }
    }

    private String sid() {
        byte[] bytes = new byte[SID_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// What binds to one connection binds to nothing here: the next request may come on another (RFC 5929 §4 is about
    /// the certificate, which is the same on all).
    private static TlsSession onAnyConnection(TlsSession tls) {
        return new TlsSession(
                tls.protocol(),
                tls.cipher(),
                tls.serverName(),
                tls.bindings().stream()
                        .filter(binding -> binding.type() == ChannelBinding.TLS_SERVER_END_POINT)
                        .toList());
    }

    /// Null if there are too many already; otherwise the session is counted.
    private synchronized @Nullable Loop place(Peer peer) {
        if (sessions.size() >= options.maxSessions()
                || byAddress.getOrDefault(peer.address(), 0) >= options.maxSessionsPerAddress()) {
            complain(peer.address(), "too many sessions");
            return null;
        }
        byAddress.merge(peer.address(), 1, Integer::sum);
        made++;
        return loops.get(Math.floorMod(made, loops.size()));
    }

    private synchronized void add(BoshSession session) {
        sessions.put(session.sid(), session);
    }

    private synchronized void ended(BoshSession session, @Nullable String reason) {
        if (sessions.remove(session.sid()) != null) {
            release(session.remoteAddress());
        }
        if (reason != null) {
            complain(session.remoteAddress(), reason);
        }
    }

    private synchronized void release(InetAddress address) {
        byAddress.computeIfPresent(address, (a, count) -> count > 1 ? count - 1 : null);
    }

    /// Logged at the 1st, 2nd, 4th, 8th … time, so that nobody fills the log.
    synchronized void complain(InetAddress address, String reason) {
        abuses++;
        if (Long.bitCount(abuses) == 1) {
            LOG.atWarn()
                    .addKeyValue("address", address.getHostAddress())
                    .addKeyValue("reason", reason)
                    .addKeyValue("times", abuses)
                    .log("requests for streams were refused");
        }
    }

    public synchronized int count() {
        return sessions.size();
    }
}
