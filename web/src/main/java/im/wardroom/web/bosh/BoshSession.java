// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.bosh;

import im.wardroom.server.stream.Connection;
import im.wardroom.server.stream.ConnectionHandler;
import im.wardroom.server.stream.Loop;
import im.wardroom.server.stream.StreamOpening;
import im.wardroom.server.stream.TlsSession;
import im.wardroom.web.http.Peer;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.stanza.StreamError;
import im.wardroom.xmpp.stanza.StreamException;
import im.wardroom.xmpp.xml.Element;
import im.wardroom.xmpp.xml.StreamEvent;
import im.wardroom.xmpp.xml.XmlLimits;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One client's stream over requests and their answers (XEP-0124, XEP-0206): puts requests in order, holds them until
/// there is something to say, and gives an answer again that got lost. Writing, closing and the counting of what is
/// read are thread-safe, everything else happens on the session's loop.
final class BoshSession implements Connection {

    /// How often a client may ask again for what it was told or waits for, before it asks something new.
    private static final int MAX_REPEATS = 10;

    /// How long the client may take to hear that it is over.
    private static final Duration GOODBYE = Duration.ofSeconds(5);

    private final String sid;
    private final Terms terms;
    private final Peer peer;
    private final Loop loop;
    private final KeySequence keys;
    private final Ended whenEnded;
    private final ConnectionHandler handler;
    private final Outgoing outgoing = new Outgoing();
    private final TreeMap<Long, Asked> early = new TreeMap<>();
    private final Deque<Asked> held = new ArrayDeque<>();
    private final Deque<StreamEvent> inbox = new ArrayDeque<>();
    private final AtomicInteger incoming = new AtomicInteger();
    private volatile XmlLimits limits;
    private long next;
    private int repeats;
    private boolean expectsOpening = true;
    private boolean reading = true;
    private boolean deaf;
    private boolean draining;
    private boolean flushing;
    private boolean closing;
    private boolean ended;
    private boolean created;
    private boolean askedLately;
    private boolean hadNothing;
    private Duration patience;
    private Loop.@Nullable Timer silence;
    private @Nullable StreamOpening opening;

    /// Is told of the end of a session.
    interface Ended {

        /// @param reason of abuse, or null if it ended as sessions do
        void ended(BoshSession session, @Nullable String reason);
    }

    BoshSession(
            String sid,
            Envelope first,
            Terms terms,
            Peer peer,
            Loop loop,
            XmlLimits limits,
            Ended whenEnded,
            Function<Connection, ConnectionHandler> handlers) {
        this.sid = sid;
        this.terms = terms;
        this.peer = peer;
        this.loop = loop;
        this.keys = new KeySequence(first.head().attribute("newkey"));
        this.limits = limits;
        this.whenEnded = whenEnded;
        this.next = first.rid();
        this.patience = terms.inactivity();
        this.handler = handlers.apply(this);
    }

    String sid() {
        return sid;
    }

    /// What the client may send next.
    XmlLimits limits() {
        return limits;
    }

    /// Another request is being read; false if there are so many that it is not to be. One more than the client may
    /// have open is for the connection that broke in the middle of one. From any thread.
    boolean beginsToRead() {
        if (incoming.incrementAndGet() <= terms.requests() + 1) {
            return true;
        }
        incoming.decrementAndGet();
        return false;
    }

    /// It was read, or will not come. From any thread.
    void hasRead() {
        incoming.decrementAndGet();
    }

    // ---- requests

    /// The first request. On the loop.
    void begin(Envelope first, CompletableFuture<byte[]> answer) {
        handler.secured();
        hold(new Asked(first, answer));
        next++;
        deliver(streamHeader(first));
        flush();
    }

    /// Every other one. On the loop.
    void ask(Envelope envelope, CompletableFuture<byte[]> answer) {
        Asked asked = new Asked(envelope, answer);
        if (ended) {
            asked.complete(BoshSessions.refusal(Condition.ITEM_NOT_FOUND));
        } else if (envelope.rid() < next) {
            repeat(asked, answer);
        } else if (envelope.rid() >= next + terms.requests()) {
            fail(asked, Condition.ITEM_NOT_FOUND, "a request out of the window");
        } else if (envelope.rid() > oldest() + terms.hold() + (envelope.pauses() || envelope.terminates() ? 1 : 0)) {
            fail(asked, Condition.POLICY_VIOLATION, "too many requests at once");
        } else {
            arrived(asked, answer);
        }
    }

    /// The first one without an answer.
    private long oldest() {
        return held.isEmpty() ? next : held.element().rid();
    }

    private void arrived(Asked asked, CompletableFuture<byte[]> answer) {
        Asked before = early.get(asked.rid());
        if (before == null) {
            early.put(asked.rid(), asked);
            proceed();
        } else if (isRepeatAllowed(asked)) {
            move(before, asked, answer);
        }
    }

    /// The next requests in their order, but none before the stream has taken what was in the one before: so little
    /// waits here, whatever a client sends that is not read from.
    private void proceed() {
        if (draining) {
            return;
        }
        Asked first;
        while (!ended && inbox.isEmpty() && (first = early.remove(next)) != null) {
            next++;
            take(first);
        }
        flush();
    }

    /// XEP-0124 §14.3: an exact copy of a request, whose answer did not arrive.
    private void repeat(Asked asked, CompletableFuture<byte[]> answer) {
        if (!isRepeatAllowed(asked)) {
            return;
        }
        for (Asked waiting : held) {
            if (waiting.rid() == asked.rid()) {
                move(waiting, asked, answer);
                return;
            }
        }
        outgoing.again(asked.envelope())
                .ifPresentOrElse(
                        asked::complete, () -> fail(asked, Condition.ITEM_NOT_FOUND, "a request that was forgotten"));
    }

    private boolean isRepeatAllowed(Asked asked) {
        if (++repeats > MAX_REPEATS) {
            fail(asked, Condition.POLICY_VIOLATION, "the same request again and again");
            return false;
        }
        return true;
    }

    /// XEP-0124 §15: whoever does not know the key gets nobody's answer.
    private void move(Asked waiting, Asked asked, CompletableFuture<byte[]> answer) {
        if (Objects.equals(waiting.envelope().key(), asked.envelope().key())) {
            waiting.moveTo(answer);
        } else {
            fail(asked, Condition.ITEM_NOT_FOUND, "a request again with another key");
        }
    }

    private void take(Asked asked) {
        Envelope envelope = asked.envelope();
        repeats = 0;
        if (!keys.accepts(envelope.key(), envelope.head().attribute("newkey"))) {
            fail(asked, Condition.ITEM_NOT_FOUND, "a request with a wrong key");
            return;
        }
        if (envelope.isEmpty() && isTooFrequent()) {
            fail(asked, Condition.POLICY_VIOLATION, "requests for nothing too often");
            return;
        }
        handler.heard();
        outgoing.taken(Math.max(envelope.rid() - terms.requests(), envelope.number("ack", 0)));
        patience = terms.inactivity();
        hold(asked);
        if (envelope.isEmpty()) {
            askedLately = true;
            loop.schedule(terms.polling(), () -> askedLately = false);
        }
        if (envelope.restarts()) {
            deliver(streamHeader(envelope));
        } else {
            envelope.elements().forEach(element -> deliver(new StreamEvent.Received(element)));
        }
        if (envelope.terminates()) {
            // Whoever says goodbye has what was said before; it need not come again on another device.
            outgoing.taken(envelope.rid() - 1);
            deliver(new StreamEvent.Closed());
        } else if (envelope.pauses()) {
            pause(envelope);
        }
    }

    /// XEP-0124 §11 and §12: a client that is held asks for nothing when nothing of it is held.
    private boolean isTooFrequent() {
        boolean full = terms.hold() == 0 ? hadNothing : held.size() >= terms.hold();
        return askedLately && full;
    }

    private void hold(Asked asked) {
        hearAgain();
        held.add(asked);
        asked.until(loop.schedule(terms.longest(), () -> {
            while (!ended && !held.isEmpty() && held.element().rid() <= asked.rid()) {
                answer(Map.of());
            }
            flush();
        }));
    }

    /// The client is there.
    private void hearAgain() {
        if (silence != null) {
            silence.cancel();
            silence = null;
        }
    }

    private void pause(Envelope envelope) {
        patience = Duration.ofSeconds(
                Math.min(envelope.number("pause", 0), terms.maxPause().toSeconds()));
        while (!held.isEmpty()) {
            answer(Map.of());
        }
    }

    /// The same as the opening tag of a stream over TCP says.
    private static StreamEvent streamHeader(Envelope envelope) {
        Element header = Element.of(Namespaces.STREAM, "stream");
        for (String name : List.of("to", "from", "xml:lang")) {
            String value = envelope.head().attribute(name);
            header = value == null ? header : header.with(name, value);
        }
        // XEP-0206 §4: it SHOULD be there; there is no other version that could be meant.
        String version = envelope.head().attribute('{' + Envelope.XBOSH + "}version");
        return new StreamEvent.Opened(header.with("version", version == null ? "1.0" : version), Namespaces.CLIENT);
    }

    // ---- to the stream

    private void deliver(StreamEvent event) {
        if (!deaf) {
            inbox.add(event);
            drain();
        }
    }

    /// Not re-entrant, as with any connection: whoever switches reading on from within is served by the loop that runs.
    private void drain() {
        if (draining) {
            return;
        }
        draining = true;
        try {
            while (reading && !inbox.isEmpty()) {
                handler.received(inOrder(inbox.remove()));
            }
        } catch (StreamException e) {
            hearNoMore();
            handler.failed(e.error());
        } finally {
            draining = false;
        }
    }

    private void hearNoMore() {
        deaf = true;
        inbox.clear();
    }

    private StreamEvent inOrder(StreamEvent event) {
        switch (event) {
            case StreamEvent.Opened _ -> expectsOpening = false;
            case StreamEvent.Received _ -> {
                if (expectsOpening) {
                    throw new StreamException(StreamError.Condition.BAD_FORMAT, "A restart of the stream is due.");
                }
            }
            case StreamEvent.Closed() -> {}
        }
        return event;
    }

    // ---- answers

    private void flush() {
        flushing = false;
        if (ended) {
            return;
        }
        if (closing) {
            conclude();
            return;
        }
        // An answer lets the client send more, which it is to do when what it sent was taken.
        while (!held.isEmpty() && (outgoing.isWaiting() || inbox.isEmpty() && held.size() > terms.hold())) {
            answer(Map.of());
        }
        if (!held.isEmpty() || early.containsKey(next)) {
            hearAgain();
        } else if (silence == null) {
            // Requests that wait for one that does not come are as good as none.
            silence = loop.schedule(patience, () -> end(null));
        }
    }

    private void answer(Map<String, String> attributes) {
        Asked oldest = held.remove();
        Map<String, String> all = new LinkedHashMap<>(attributes);
        StreamOpening said = opening;
        if (said != null && !created) {
            created = true;
            all.putAll(creation(said));
        }
        hadNothing = !outgoing.isWaiting();
        oldest.complete(outgoing.answer(oldest.envelope(), all));
    }

    /// What the answer to the first request says (XEP-0124 §7.2, XEP-0206 §4).
    private Map<String, String> creation(StreamOpening said) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("sid", sid);
        all.putAll(terms.attributes());
        all.put("from", said.from().value());
        all.put("authid", said.id());
        all.put("xmlns:xmpp", Envelope.XBOSH);
        all.put("xmpp:version", "1.0");
        all.put("xmpp:restartlogic", "true");
        return all;
    }

    /// The end, said to the oldest request; without one, to the next, if it comes soon.
    private void conclude() {
        if (held.isEmpty()) {
            return;
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("type", "terminate");
        if (outgoing.hasFailed()) {
            attributes.put("condition", Condition.REMOTE_STREAM_ERROR.wire());
        }
        while (outgoing.isWaiting() && held.size() > 1) {
            answer(Map.of());
        }
        answer(attributes);
        end(null);
    }

    private void fail(Asked asked, Condition condition, String reason) {
        asked.complete(BoshSessions.refusal(condition));
        fail(condition, reason);
    }

    /// Something in the server is wrong. On the loop.
    void abandon() {
        while (!held.isEmpty()) {
            held.remove().complete(BoshSessions.refusal(Condition.INTERNAL_SERVER_ERROR));
        }
        end(null);
    }

    /// Something in the protocol of the requests is wrong. On the loop.
    void fail(Condition condition, String reason) {
        while (!held.isEmpty()) {
            held.remove().complete(BoshSessions.refusal(condition));
        }
        end(reason);
    }

    private void end(@Nullable String reason) {
        if (ended) {
            return;
        }
        ended = true;
        hearNoMore();
        if (silence != null) {
            silence.cancel();
        }
        held.forEach(asked -> asked.complete(Outgoing.body(Map.of(), List.of())));
        early.values().forEach(asked -> asked.complete(BoshSessions.refusal(Condition.ITEM_NOT_FOUND)));
        held.clear();
        early.clear();
        whenEnded.ended(this, reason);
        handler.disconnected();
    }

    // ---- what the stream asks for

    @Override
    public void open(StreamOpening said) {
        loop.run(() -> opening = said);
    }

    @Override
    public void write(byte[] bytes) {
        queue(bytes, null);
    }

    @Override
    public void write(byte[] bytes, Runnable written) {
        queue(bytes, written);
    }

    private void queue(byte[] bytes, @Nullable Runnable written) {
        outgoing.announce(bytes.length);
        loop.run(() -> {
            if (closing || ended) {
                outgoing.withdraw(bytes.length);
            } else {
                outgoing.add(bytes, written);
                flushSoon();
            }
        });
    }

    /// What is said in one turn of the loop goes together.
    private void flushSoon() {
        if (!flushing) {
            flushing = true;
            loop.execute(this::proceed);
        }
    }

    @Override
    public long queuedBytes() {
        return outgoing.queuedBytes();
    }

    @Override
    public void end() {
        close();
    }

    @Override
    public void close() {
        loop.run(() -> {
            if (!closing && !ended) {
                closing = true;
                hearNoMore();
                loop.schedule(GOODBYE, () -> end(null));
                flushSoon();
            }
        });
    }

    /// There is nothing to begin: HTTP is encrypted.
    @Override
    public void startTls() {
        throw new IllegalStateException("a session over HTTPS is encrypted");
    }

    @Override
    public TlsSession tls() {
        return peer.tls();
    }

    @Override
    public void restartStream() {
        expectsOpening = true;
    }

    @Override
    public void limit(XmlLimits changed) {
        limits = changed;
    }

    @Override
    public void read(boolean on) {
        reading = on;
        if (on) {
            drain();
            flushSoon();
        }
    }

    @Override
    public Loop loop() {
        return loop;
    }

    @Override
    public InetAddress remoteAddress() {
        return peer.address();
    }

    @Override
    public String toString() {
        return peer.address().getHostAddress() + " over HTTP";
    }
}
