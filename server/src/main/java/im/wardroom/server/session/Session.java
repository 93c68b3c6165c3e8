// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.session;

import im.wardroom.guard.Origin;
import im.wardroom.guard.flood.Brake;
import im.wardroom.server.account.Command;
import im.wardroom.server.account.RestoredStream;
import im.wardroom.server.account.SessionId;
import im.wardroom.server.delivery.Receipt;
import im.wardroom.server.guarding.Guarding;
import im.wardroom.server.guarding.Passage;
import im.wardroom.server.stream.Connection;
import im.wardroom.server.stream.Journey;
import im.wardroom.server.stream.Loop;
import im.wardroom.store.StreamKey;
import im.wardroom.xmpp.address.FullJid;
import im.wardroom.xmpp.address.LastAddress;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.stanza.StanzaError;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.stanza.StreamError;
import im.wardroom.xmpp.stanza.StreamException;
import im.wardroom.xmpp.xml.Element;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A signed-in device: says who sent a stanza, hands it on, gives the client what is its own, and survives the loss of
/// its connection (XEP-0198). How it counts and acknowledges is up to its parts: [InFlight] for what comes, [Sending]
/// for what goes, [Acknowledging] and [Confirmations] for what either side is told of that. It lives on one loop;
/// [#deliver], [#end] and [#receive] may be called from any thread.
public final class Session {

    private final SessionId id;
    private final FullJid jid;
    private final Loop home;
    private final SessionServices services;
    private final SessionOptions options;
    private final Receipt.Sequence sequence = new Receipt.Sequence();
    private final Sender sender;
    private final Link link;
    private final Reading reading;
    private final InFlight inFlight;
    private final Silence silence;
    private final Sending sending;
    private final Confirmations confirmations;
    private final Acknowledging acknowledging;
    private final Passage passage;
    private final LastAddress addressee = new LastAddress();
    private volatile InetAddress address;
    private volatile long lastActive;
    private Loop.@Nullable Timer expiry;
    private boolean restoring;
    private final List<Runnable> afterRestoring = new ArrayList<>(0);
    private boolean shuttingDown;
    private boolean ended;

    /// @param language of what the client sends unless a stanza says otherwise, or null
    public Session(
            SessionId id, FullJid jid, @Nullable String language, Connection connection, SessionServices services) {
        this.id = id;
        this.jid = jid;
        this.sender = new Sender(jid, language);
        this.home = connection.loop();
        this.services = services;
        this.options = services.options();
        this.link = new Link(connection);
        this.address = connection.remoteAddress();
        this.lastActive = services.clock().millis();
        this.reading = new Reading(home, link::read);
        this.inFlight = new InFlight(options.maxUnhandled(), reading::flow);
        this.silence = new Silence(id, jid, link, options, services.clock());
        this.sending = new Sending(id, link, home, options, this::tell);
        this.confirmations = new Confirmations(id, home, this::tell, services.accounts()::keep, this::undone);
        this.acknowledging = new Acknowledging(this, services, home, link, confirmations);
        this.passage = services.guarding().passage(Origin.Kind.ACCOUNT, this::address, home, new Onward());
    }

    public SessionId id() {
        return id;
    }

    public FullJid jid() {
        return jid;
    }

    /// That it last connected from. On any thread.
    public InetAddress address() {
        return address;
    }

    /// When the client last sent a message or presence, or changed something: what programs ask and answer by
    /// themselves does not count. On any thread.
    public Instant lastActive() {
        return Instant.ofEpochMilli(lastActive);
    }

    /// Any sign of life of the client. On any thread.
    public void heard() {
        silence.broken();
    }

    /// A first-level element of the client. What still comes from a connection that the session has left is not
    /// counted: the client sends it again on the next one.
    public void receive(Connection from, Element element) {
        home.run(() -> {
            if (ended || !link.leadsOver(from)) {
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

    void tell(Command command) {
        services.accounts().tell(jid.bare(), command, Receipt.NONE);
    }

    private void stanza(Element element) {
        Journey.passed("session", element.name());
        if (!element.name().equals("iq") || "set".equals(element.attribute("type"))) {
            lastActive = services.clock().millis();
        }
        Element stamped = sender.stamp(element);
        StreamManagement current = acknowledging.management();
        long number = current == null ? 0 : current.received();
        if (current != null && current.isRepeated(number)) {
            inFlight.then(acknowledging::handled);
            return;
        }
        InFlight.Entry entry = inFlight.stanza(current == null ? () -> {} : acknowledging::handled);
        Receipt receipt = services.accounts()
                .receipt(sequence, () -> home.run(() -> inFlight.done(entry)), cause -> home.run(() -> undone(cause)));
        if (current == null) {
            receipt.unpromised();
        }
        confirmations.note(receipt, number);
        try {
            passage.take(Stanza.parse(stamped, jid, addressee), receipt);
        } catch (StanzaException e) {
            refuse(stamped, e.error(), receipt);
        }
    }

    private void refuse(Element stamped, StanzaError error, Receipt receipt) {
        Message refusal = sender.refusal(stamped, error);
        if (refusal != null) {
            tell(new Command.Reply(id, refusal));
        }
        receipt.release();
    }

    /// Beyond the guard.
    private final class Onward implements Guarding.Way {

        @Override
        public void pass(Stanza stanza, Receipt receipt) {
            if (!ended) {
                services.router().send(id, stanza, receipt);
            } else if (stanza instanceof Message message) {
                // It was looked at for so long that its sender is gone.
                services.accounts().tell(jid.bare(), new Command.Resume(message, false), receipt);
            } else {
                receipt.release();
            }
        }

        @Override
        public void refuse(Stanza stanza, StanzaError error, Receipt receipt) {
            Session.this.refuse(stanza.element(), error, receipt);
        }

        @Override
        public void slow(Brake.Pace pace) {
            if (pace.end()) {
                close(StreamError.of(StreamError.Condition.POLICY_VIOLATION, "Far too much was sent."));
            } else {
                reading.rest(pace.pause());
            }
        }
    }

    /// What the stanza asked for is not on disk, and never will be: it is not acknowledged.
    private void undone(Throwable cause) {
        close(StreamError.of(
                StreamError.Condition.INTERNAL_SERVER_ERROR, "The server could not keep a message; try again later."));
    }

    // ---- XEP-0198

    private void manage(Element element) {
        switch (element.name()) {
            case "enable" -> acknowledging.enable(element);
            case "r" -> inFlight.then(acknowledging::answerHowFar);
            case "a" -> sending.askIfDue(acknowledging.acknowledged(element.attribute("h")));
            case "resume" -> link.write(StreamManagement.failed("unexpected-request"));
            default ->
                throw new StreamException(
                        StreamError.Condition.UNSUPPORTED_STANZA_TYPE, "Stream management knows no such element.");
        }
    }

    /// XEP-0198 §3: the answer, `enabled` or `failed`. From now on, the client's stanzas count; what goes to it counts
    /// after [#activate], which is where the answer must stand.
    public Element prepare(Element request) {
        return acknowledging.prepare(request);
    }

    /// Null unless the client may resume its stream. On any thread.
    public @Nullable StreamKey key() {
        return confirmations.key();
    }

    /// What goes to the client counts from now on. From any thread.
    public void activate() {
        home.run(acknowledging::activate);
    }

    /// Goes on with a stream of an earlier life of the server, before anything else is done with the session.
    public void continueAs(String secret, RestoredStream stream) {
        restoring = true;
        acknowledging.continueAs(secret, stream);
    }

    /// The account has taken the restored stream: answers the client ahead of everything else. From any thread.
    public void restored(Consumer<Element> accepted) {
        home.run(() -> {
            acknowledging.restored(accepted);
            goOn();
        });
    }

    /// Whoever waited for the account to take the restored stream waits no longer.
    private void goOn() {
        restoring = false;
        List<Runnable> waiting = List.copyOf(afterRestoring);
        afterRestoring.clear();
        waiting.forEach(Runnable::run);
    }

    /// Takes over a new connection (XEP-0198 §5). `accepted` is written first, with the server's `h`.
    ///
    /// @param h the client's counter
    /// @param accepted what to answer, given the `resumed` element
    /// @param gone runs if the session ended in the meantime
    public void resume(Connection replacement, String h, Consumer<Element> accepted, Runnable gone) {
        home.run(() -> {
            if (link.isUp()) {
                link.goodbye(StreamError.of(StreamError.Condition.CONFLICT, "The stream was resumed elsewhere."));
                lost();
            }
            Runnable next = () -> goOn(replacement, h, accepted, gone);
            if (restoring) {
                // The account may not take it: nobody is told that a stream goes on that ends.
                afterRestoring.add(next);
            } else {
                next.run();
            }
        });
    }

    /// What the client sent before is finished first: what 'h' does not count, it sends again.
    private void goOn(Connection replacement, String h, Consumer<Element> accepted, Runnable gone) {
        inFlight.then(() -> acknowledging.onceCountIsKept(() -> continueOn(replacement, h, accepted, gone)));
    }

    private void continueOn(Connection replacement, String h, Consumer<Element> accepted, Runnable gone) {
        StreamManagement current = acknowledging.management();
        if (ended || current == null || link.isUp()) {
            replacement.loop().run(gone);
            return;
        }
        cancelExpiry();
        link.moveTo(replacement);
        address = replacement.remoteAddress();
        inFlight.moved();
        reading.moved();
        heard();
        tell(new Command.Connection(id, true, List.of()));
        try {
            acknowledging.acknowledged(h);
        } catch (StreamException e) {
            close(e.error());
            return;
        }
        // Written from here, so that it is ahead of what follows.
        accepted.accept(acknowledging.resumed(current));
        current.remaining().forEach(outbound -> replacement.write(outbound.bytes()));
        current.askAgain();
        sending.askIfDue(current);
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
        switch (sending.send(outbound, acknowledging.management())) {
            case SENT -> {}
            // It is gone then, and what is logged stays in the log.
            case TOO_MUCH_UNACKNOWLEDGED ->
                close(StreamError.of(StreamError.Condition.POLICY_VIOLATION, "Too much was left unacknowledged."));
            case TOO_MUCH_UNREAD -> drop();
        }
    }

    /// The client does not read: its connection goes, what is logged stays in the log.
    private void drop() {
        services.overflows().increment();
        Connection left = link.leave();
        if (left != null) {
            left.close();
        }
        lost();
    }

    /// Looks whether the client is still there: pings a silent one, and gives up one that does not answer
    /// (XEP-0199 §4.2, XEP-0198 §4). To be called regularly, from any thread.
    public void checkSilence(long nowMillis) {
        long silent = silence.at(nowMillis);
        if (silence.isLong(silent)) {
            home.run(() -> {
                if (!silence.ask(silent, acknowledging.isEnabled())) {
                    lost();
                }
            });
        }
    }

    // ---- the end

    /// The connection is gone without a goodbye.
    public void disconnected(Connection gone) {
        home.run(() -> {
            if (link.leadsOver(gone)) {
                link.leave();
                lost();
            }
        });
    }

    private void lost() {
        if (ended) {
            return;
        }
        if (!acknowledging.isResumable() || options.resumption().isZero()) {
            finish();
        } else {
            cancelExpiry();
            tell(new Command.Connection(id, false, acknowledging.unlogged()));
            expiry = home.schedule(options.resumption(), this::finish);
        }
    }

    /// The client closed its stream; one that the session has left does not matter any more.
    public void closed(Connection from) {
        home.run(() -> {
            if (link.leadsOver(from)) {
                finish();
            }
        });
    }

    /// Ends the session from outside, with a stream error.
    public void end(StreamError error) {
        home.run(() -> close(error));
    }

    private void close(StreamError error) {
        link.goodbye(error);
        finish();
    }

    private void finish() {
        if (ended) {
            return;
        }
        ended = true;
        cancelExpiry();
        reading.stop();
        acknowledging.forget();
        List<Outbound> left = acknowledging.remaining();
        tell(new Command.Unbind(id, shuttingDown && confirmations.key() != null));
        services.directory().remove(id);
        goOn();
        for (Outbound outbound : left) {
            Stanza reply = outbound.undelivered();
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
            link.read(false);
            shuttingDown = true;
            inFlight.then(() -> {
                acknowledging.answerHowFar();
                acknowledging.onceCountIsKept(() -> {
                    close(StreamError.of(StreamError.Condition.SYSTEM_SHUTDOWN));
                    done.complete(null);
                });
            });
        });
        return done;
    }
}
