// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.session;

import im.wardroom.server.account.Command;
import im.wardroom.server.account.RestoredStream;
import im.wardroom.server.account.SessionId;
import im.wardroom.server.delivery.Receipt;
import im.wardroom.server.stream.Connection;
import im.wardroom.server.stream.Journey;
import im.wardroom.server.stream.Loop;
import im.wardroom.store.Change;
import im.wardroom.store.StreamKey;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.FullJid;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.stanza.StanzaError;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.stanza.StreamError;
import im.wardroom.xmpp.stanza.StreamException;
import im.wardroom.xmpp.xml.Element;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A signed-in device: says who sent a stanza, counts, acknowledges what is on disk, and survives the loss of its
/// connection (XEP-0198). It lives on one loop; [#deliver], [#end] and [#receive] may be called from any thread.
public final class Session {

    /// Stanzas of a client after which the store is told how far it is.
    private static final int CONFIRM_EVERY = 100;

    /// How long a client need not be asked again about a few stanzas.
    private static final Duration ASKING_PAUSE = Duration.ofSeconds(1);

    private final SessionId id;
    private final FullJid jid;
    private final Loop home;
    private final SessionServices services;
    private final SessionOptions options;
    private final Receipt.Sequence sequence = new Receipt.Sequence();
    private final InFlight inFlight = new InFlight();
    private final Sender sender;
    private @Nullable Connection connection;
    private @Nullable StreamManagement management;
    private @Nullable String resumptionId;
    private volatile @Nullable StreamKey key;
    private long confirmed;
    private boolean countIsAhead;
    private boolean askingLater;
    private CompletableFuture<Void> countKept = CompletableFuture.completedFuture(null);
    private Loop.@Nullable Timer expiry;
    private boolean paused;
    private boolean shuttingDown;
    private boolean ended;
    private volatile long lastHeard;

    /// @param language of what the client sends unless a stanza says otherwise, or null
    public Session(
            SessionId id, FullJid jid, @Nullable String language, Connection connection, SessionServices services) {
        this.id = id;
        this.jid = jid;
        this.sender = new Sender(jid, language);
        this.home = connection.loop();
        this.connection = connection;
        this.services = services;
        this.options = services.options();
        this.lastHeard = services.clock().millis();
    }

    public SessionId id() {
        return id;
    }

    public FullJid jid() {
        return jid;
    }

    /// Any sign of life of the client. On any thread.
    public void heard() {
        lastHeard = services.clock().millis();
    }

    /// A first-level element of the client. What still comes from a connection that the session has left is not
    /// counted: the client sends it again on the next one.
    public void receive(Connection from, Element element) {
        home.run(() -> {
            if (ended || connection != from) {
                return;
            }
            try {
                accept(element);
            } catch (StreamException e) {
                close(e.error());
            }
        });
    }

    private void accept(Element element) {
        if (Stanza.isStanza(element)) {
            stanza(element);
        } else if (element.namespace().equals(StreamManagement.NS)) {
            manage(element);
        } else {
            if (services.extensions().nonza(element) == null) {
                throw new StreamException(
                        StreamError.Condition.UNSUPPORTED_STANZA_TYPE, "The server knows no such element.");
            }
            tell(new Command.Signal(id, element));
        }
    }

    private void tell(Command command) {
        services.accounts().tell(jid.bare(), command, Receipt.NONE);
    }

    private void stanza(Element element) {
        Journey.passed("session", element.name());
        Element stamped = sender.stamp(element);
        StreamManagement current = management;
        long number = current == null ? 0 : current.received();
        if (current != null && current.isRepeated(number)) {
            inFlight.then(this::handled);
            return;
        }
        InFlight.Entry entry = inFlight.stanza(current == null ? () -> {} : this::handled);
        pauseIfBehind();
        Receipt receipt = services.accounts()
                .receipt(sequence, () -> home.run(() -> done(entry)), cause -> home.run(() -> undone(cause)));
        if (current == null) {
            receipt.unpromised();
        }
        if (key != null) {
            receipt.noting(new Change.Handled(key, number), () -> home.run(() -> countIsAhead = true));
        }
        try {
            services.router().send(id, Stanza.parse(stamped, jid), receipt);
        } catch (StanzaException e) {
            refuse(stamped, e.error());
            receipt.release();
        }
    }

    /// RFC 6120 §8.3.1: an answer is not answered.
    private void refuse(Element element, StanzaError error) {
        String type = element.attribute("type");
        if (!"error".equals(type) && !"result".equals(type)) {
            Element refusal = error.refusing(element).with("to", jid.toString());
            tell(new Command.Reply(id, new Message(refusal, null, jid, Message.Type.ERROR)));
        }
    }

    /// One more of the client's stanzas is done, in order.
    private void handled() {
        StreamManagement current = management;
        if (current != null) {
            current.handled();
            if (key != null && current.handledSoFar() - confirmed >= CONFIRM_EVERY) {
                settled(current, List.of());
            }
        }
    }

    private void done(InFlight.Entry entry) {
        inFlight.done(entry);
        if (paused && inFlight.size() <= options.maxUnhandled() / 2) {
            paused = false;
            read(true);
        }
    }

    /// What the stanza asked for is not on disk, and never will be: it is not acknowledged.
    private void undone(Throwable cause) {
        close(StreamError.of(
                StreamError.Condition.INTERNAL_SERVER_ERROR, "The server could not keep a message; try again later."));
    }

    private void pauseIfBehind() {
        if (!paused && inFlight.size() >= options.maxUnhandled()) {
            paused = true;
            read(false);
        }
    }

    private void read(boolean on) {
        Connection current = connection;
        if (current != null) {
            current.loop().run(() -> current.read(on));
        }
    }

    // ---- XEP-0198

    private void manage(Element element) {
        switch (element.name()) {
            case "enable" -> enable(element);
            case "r" -> inFlight.then(this::answerHowFar);
            case "a" -> acknowledged(element.attribute("h"));
            case "resume" -> write(StreamManagement.failed("unexpected-request"));
            default ->
                throw new StreamException(
                        StreamError.Condition.UNSUPPORTED_STANZA_TYPE, "Stream management knows no such element.");
        }
    }

    private void enable(Element request) {
        Element answer = prepare(request);
        if (!answer.name().equals("enabled")) {
            write(answer);
            return;
        }
        Runnable enabled = () -> home.run(() -> {
            activate();
            write(answer);
        });
        StreamKey resumable = key;
        if (resumable == null) {
            enabled.run();
        } else {
            tell(new Command.Enable(id, resumable, enabled));
        }
    }

    /// XEP-0198 §3: the answer, `enabled` or `failed`. From now on, the client's stanzas count; what goes to it counts
    /// after [#activate], which is where the answer must stand.
    public Element prepare(Element request) {
        if (management != null) {
            return StreamManagement.failed("unexpected-request");
        }
        management = new StreamManagement();
        Element enabled = Element.of(StreamManagement.NS, "enabled");
        String resume = request.attribute("resume");
        if (!"true".equals(resume) && !"1".equals(resume)) {
            return enabled;
        }
        resumable(services.resumptions().newId());
        return enabled.with("id", resumptionId)
                .with("resume", "true")
                .with("max", Long.toString(options.resumption().toSeconds()));
    }

    private void resumable(String secret) {
        resumptionId = secret;
        key = Resumptions.key(secret);
        services.resumptions().add(secret, this);
    }

    /// Null unless the client may resume its stream. On any thread.
    public @Nullable StreamKey key() {
        return key;
    }

    /// What goes to the client counts from now on. From any thread.
    public void activate() {
        home.run(() -> {
            StreamManagement current = management;
            if (current != null) {
                current.activate();
            }
        });
    }

    /// Goes on with a stream of an earlier life of the server, before anything else is done with the session.
    public void continueAs(String secret, RestoredStream stream) {
        management = new StreamManagement(stream.handled(), stream.progress().handledBeyond(), stream.acknowledged());
        confirmed = stream.handled();
        resumable(secret);
    }

    /// The account has taken the restored stream: answers the client ahead of everything else. From any thread.
    public void restored(Consumer<Element> accepted) {
        home.run(() -> {
            StreamManagement current = management;
            if (current != null) {
                current.activate();
                accepted.accept(current.counted("resumed").with("previd", resumptionId));
            }
        });
    }

    /// Runs when everything that was received before the question is on disk.
    private void answerHowFar() {
        StreamManagement current = management;
        if (current != null) {
            Element answer = current.counted("a");
            onceCountIsKept(() -> write(answer));
        }
    }

    /// A client that resumes after a crash must not hear of less than it heard before: stanzas that left nothing on
    /// disk
    /// are noted before they are told to be done. One after the other: what is told never runs back.
    private void onceCountIsKept(Runnable then) {
        StreamManagement current = management;
        if (countIsAhead && current != null && key != null) {
            countIsAhead = false;
            countKept = CompletableFuture.allOf(
                    countKept,
                    services.accounts()
                            .keep(new Change.Confirm(key, current.handledSoFar(), current.acknowledgedSoFar())));
        }
        countKept.whenComplete((ok, error) -> home.run(() -> {
            if (error != null) {
                undone(error);
            }
            then.run();
        }));
    }

    private void acknowledged(@Nullable String h) {
        StreamManagement current = management;
        if (current == null) {
            throw new StreamException(
                    StreamError.Condition.UNSUPPORTED_STANZA_TYPE, "Stream management is not enabled.");
        }
        settled(current, current.acknowledge(h));
        askIfDue(current);
    }

    /// A few messages are asked about at once, together with them; those that follow are, when there are enough of them
    /// or after a moment.
    private void askIfDue(StreamManagement current) {
        if (connection != null && current.shouldAsk()) {
            write(Element.of(StreamManagement.NS, "r"));
            if (!askingLater) {
                askingLater = true;
                home.schedule(ASKING_PAUSE, () -> {
                    askingLater = false;
                    current.rested();
                    askIfDue(current);
                });
            }
        }
    }

    private void settled(StreamManagement current, List<Long> numbers) {
        long handled = current.handledSoFar();
        if (!numbers.isEmpty() || handled - confirmed >= CONFIRM_EVERY) {
            confirmed = handled;
            tell(new Command.Settled(id, numbers, handled, current.acknowledgedSoFar()));
        }
    }

    /// Takes over a new connection (XEP-0198 §5). `accepted` is written first, with the server's `h`.
    ///
    /// @param h the client's counter
    /// @param accepted what to answer, given the `resumed` element
    /// @param gone runs if the session ended in the meantime
    public void resume(Connection replacement, String h, Consumer<Element> accepted, Runnable gone) {
        home.run(() -> {
            Connection previous = connection;
            if (previous != null) {
                goodbye(previous, StreamError.of(StreamError.Condition.CONFLICT, "The stream was resumed elsewhere."));
                connection = null;
                lost();
            }
            // What the client sent before is finished first: what 'h' does not count, it sends again.
            inFlight.then(() -> onceCountIsKept(() -> continueOn(replacement, h, accepted, gone)));
        });
    }

    private void continueOn(Connection replacement, String h, Consumer<Element> accepted, Runnable gone) {
        StreamManagement current = management;
        if (ended || current == null || connection != null) {
            replacement.loop().run(gone);
            return;
        }
        cancelExpiry();
        connection = replacement;
        paused = false;
        heard();
        try {
            settled(current, current.acknowledge(h));
        } catch (StreamException e) {
            close(e.error());
            return;
        }
        // Written from here, so that it is ahead of what follows.
        accepted.accept(current.counted("resumed").with("previd", resumptionId));
        current.remaining().forEach(outbound -> replacement.write(outbound.bytes()));
        current.askAgain();
        askIfDue(current);
    }

    // ---- to the client

    /// A stanza for the client. `number` is its place in the log, or 0.
    public void deliver(Stanza stanza, long number) {
        home.run(() -> {
            if (ended) {
                return;
            }
            send(new Outbound(stanza, number));
        });
    }

    private void send(Outbound outbound) {
        byte[] bytes = outbound.bytes();
        StreamManagement current = management;
        if (current != null && current.isActive() && !retain(current, outbound, bytes.length)) {
            return;
        }
        Connection target = connection;
        if (target == null) {
            return;
        }
        if ((current == null || !current.isActive()) && outbound.number() > 0) {
            Command taken = new Command.Settled(id, List.of(outbound.number()), 0, 0);
            target.write(bytes, () -> tell(taken));
        } else {
            target.write(bytes);
        }
        if (current != null) {
            askIfDue(current);
        }
        if (target.queuedBytes() > options.maxQueuedBytes()) {
            drop(target);
        }
    }

    /// False if the client left too much unacknowledged: it is gone then, and what is logged stays in the log.
    private boolean retain(StreamManagement current, Outbound outbound, int bytes) {
        current.sent(outbound, bytes);
        if (current.unacknowledged() <= options.maxUnacknowledged()
                && current.unacknowledgedBytes() <= options.maxQueuedBytes()) {
            return true;
        }
        close(StreamError.of(StreamError.Condition.POLICY_VIOLATION, "Too much was left unacknowledged."));
        return false;
    }

    /// The client does not read: its connection goes, what is logged stays in the log.
    private void drop(Connection target) {
        services.overflows().increment();
        connection = null;
        target.close();
        lost();
    }

    private void write(Element element) {
        Connection target = connection;
        if (target != null) {
            target.write(element.toBytes());
        }
    }

    /// Looks whether the client is still there: pings a silent one, and gives up one that does not answer
    /// (XEP-0199 §4.2, XEP-0198 §4). To be called regularly, from any thread.
    public void checkSilence(long nowMillis) {
        long silent = nowMillis - lastHeard;
        if (silent >= options.silence().toMillis()) {
            home.run(() -> pingOrGiveUp(silent));
        }
    }

    private void pingOrGiveUp(long silent) {
        Connection current = connection;
        if (current == null) {
            return;
        }
        if (silent >= options.silence().plus(options.pingTimeout()).toMillis()) {
            connection = null;
            goodbye(current, StreamError.of(StreamError.Condition.CONNECTION_TIMEOUT, "No sign of life."));
            lost();
        } else if (management != null) {
            write(Element.of(StreamManagement.NS, "r"));
        } else {
            Element ping = Element.of("urn:xmpp:ping", "ping");
            write(Iq.get("ping-" + id.value(), BareJid.of(jid.domain()), jid, ping)
                    .element());
        }
    }

    // ---- the end

    /// The connection is gone without a goodbye.
    public void disconnected(Connection gone) {
        home.run(() -> {
            if (connection == gone) {
                connection = null;
                lost();
            }
        });
    }

    private void lost() {
        if (ended) {
            return;
        }
        if (management == null || resumptionId == null || options.resumption().isZero()) {
            finish();
        } else {
            cancelExpiry();
            expiry = home.schedule(options.resumption(), this::finish);
        }
    }

    /// The client closed its stream; one that the session has left does not matter any more.
    public void closed(Connection from) {
        home.run(() -> {
            if (connection == from) {
                finish();
            }
        });
    }

    /// Ends the session from outside, with a stream error.
    public void end(StreamError error) {
        home.run(() -> close(error));
    }

    private void close(StreamError error) {
        Connection target = connection;
        connection = null;
        if (target != null) {
            goodbye(target, error);
        }
        finish();
    }

    private static void goodbye(Connection target, StreamError error) {
        target.write(error.toElement().toBytes());
        target.write("</stream:stream>".getBytes(StandardCharsets.UTF_8));
        target.close();
    }

    private void finish() {
        if (ended) {
            return;
        }
        ended = true;
        cancelExpiry();
        if (resumptionId != null) {
            services.resumptions().remove(resumptionId);
        }
        List<Outbound> left = management == null ? List.of() : management.remaining();
        tell(new Command.Unbind(id, shuttingDown && key != null));
        services.directory().remove(id);
        left.forEach(this::undelivered);
    }

    /// XEP-0198 §5: a request that was never delivered is answered, so that nobody waits for ever.
    private void undelivered(Outbound outbound) {
        if (outbound.stanza() instanceof Iq iq && iq.isRequest() && iq.from() != null && iq.to() != null) {
            Stanza reply = iq.errorReply(StanzaError.of(StanzaError.Condition.RECIPIENT_UNAVAILABLE));
            if (reply != null) {
                services.router().deliver(reply, Receipt.NONE);
            }
        }
    }

    private void cancelExpiry() {
        Loop.Timer timer = expiry;
        if (timer != null) {
            timer.cancel();
            expiry = null;
        }
    }

    /// Ends the session because the server stops: what the client sent is finished and acknowledged first.
    /// Completes when the goodbye is written. From any thread.
    public CompletableFuture<Void> shutDown() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        home.run(() -> {
            read(false);
            shuttingDown = true;
            inFlight.then(() -> {
                answerHowFar();
                onceCountIsKept(() -> {
                    close(StreamError.of(StreamError.Condition.SYSTEM_SHUTDOWN));
                    done.complete(null);
                });
            });
        });
        return done;
    }
}
