// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.component;

import im.wardroom.guard.Origin;
import im.wardroom.server.delivery.Receipt;
import im.wardroom.server.guarding.Guarding;
import im.wardroom.server.guarding.Passage;
import im.wardroom.server.stream.Connection;
import im.wardroom.server.stream.Loop;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.address.InvalidJidException;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.address.LastAddress;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.stanza.Presence;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.stanza.StanzaError;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.stanza.StreamError;
import im.wardroom.xmpp.stanza.StreamError.Condition;
import im.wardroom.xmpp.stanza.StreamException;
import im.wardroom.xmpp.xml.Element;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A component that has proved what it is: takes what it sends, gives it what is for its domain, and tells the senders
/// of what it did not take. Nothing is kept for it. It lives on its connection's loop; [#deliver] and [#shutDown] may
/// be called from any thread.
public final class ComponentSession {

    private static final String PING = "urn:xmpp:ping";

    /// Stanzas that it may leave untaken; their bytes have a bound, too.
    private static final int MAX_UNTAKEN = 10_000;

    private final Domain domain;
    private final Connection connection;
    private final ComponentServices services;
    private final Loop loop;
    private final Instant since;
    private final Throttle throttle;
    private final Passage passage;
    private final LastAddress addressee = new LastAddress();
    private final PresenceTrail trail = new PresenceTrail();
    private final OpenRequests requests = new OpenRequests();
    private final Deque<Stanza> untaken = new ArrayDeque<>();
    private Loop.@Nullable Timer watch;
    private boolean heard;
    private boolean ended;
    private int pings;

    ComponentSession(Domain domain, Connection connection, ComponentServices services) {
        this.domain = domain;
        this.connection = connection;
        this.services = services;
        this.loop = connection.loop();
        this.since = services.clock().instant();
        this.throttle = new Throttle(
                connection, services.accounts(), services.sessions().maxUnhandled());
        this.passage =
                services.guarding().passage(Origin.Kind.COMPONENT, connection::remoteAddress, loop, new Onward());
        watchLater();
    }

    /// Beyond the guard.
    private final class Onward implements Guarding.Way {

        @Override
        public void pass(Stanza stanza, Receipt receipt) {
            services.router().deliver(stanza, receipt);
        }

        @Override
        public void refuse(Stanza stanza, StanzaError error, Receipt receipt) {
            Stanza reply = stanza.errorReply(error);
            if (reply != null) {
                write(reply.element());
            }
            receipt.release();
        }
    }

    Domain domain() {
        return domain;
    }

    Instant since() {
        return since;
    }

    // ---- from the component

    /// @param element in the words of the server
    void received(Element element) {
        if (!Stanza.isStanza(element)) {
            throw new StreamException(Condition.UNSUPPORTED_STANZA_TYPE, "The server knows no such element.");
        }
        Jid from = sender(element);
        if (element.attribute("to", "").isEmpty()) {
            throw new StreamException(Condition.IMPROPER_ADDRESSING, "A component's stanza needs a 'to'.");
        }
        Stanza stanza;
        try {
            stanza = Stanza.parse(element, from, addressee);
        } catch (StanzaException e) {
            refuse(element, from, e);
            return;
        }
        switch (stanza) {
            case Presence presence -> trail.note(presence);
            case Iq iq when !iq.isRequest() -> requests.answered(iq);
            case Iq _, Message _ -> {}
        }
        passage.take(stanza, throttle.receipt());
    }

    /// XEP-0114 §3: anybody on the component's domain, and nobody else.
    private Jid sender(Element element) {
        String from = element.attribute("from");
        if (from == null || from.isEmpty()) {
            throw new StreamException(Condition.IMPROPER_ADDRESSING, "A component's stanza needs a 'from'.");
        }
        try {
            Jid sender = Jid.parse(from);
            if (sender.domain().equals(domain)) {
                return sender;
            }
        } catch (InvalidJidException e) {
            throw new StreamException(Condition.INVALID_FROM, "A stanza's 'from' is no address.");
        }
        throw new StreamException(Condition.INVALID_FROM, "A stanza's 'from' is not on the component's domain.");
    }

    /// RFC 6120 §8.3.1: an answer is not answered.
    private void refuse(Element element, Jid from, StanzaException refusal) {
        String type = element.attribute("type");
        if (!"error".equals(type) && !"result".equals(type)) {
            write(refusal.error()
                    .refusing(element)
                    .with("from", domain.toString())
                    .with("to", from.toString()));
        }
    }

    // ---- to the component

    /// Handled is what was handed to the connection: there is nothing in the protocol by which a component could say
    /// that it has it.
    void deliver(Stanza stanza, Receipt receipt) {
        loop.run(() -> {
            if (ended) {
                refuse(stanza, receipt);
                return;
            }
            untaken.add(stanza);
            if (stanza instanceof Iq iq && iq.isRequest()) {
                requests.asked(iq, Components.AWAY);
            }
            connection.write(Dialect.outbound(stanza.element()), () -> loop.run(untaken::poll));
            receipt.release();
            if (untaken.size() > MAX_UNTAKEN
                    || connection.queuedBytes() > services.sessions().maxQueuedBytes()) {
                drop();
            }
        });
    }

    private void refuse(Stanza stanza, Receipt receipt) {
        if (stanza instanceof Presence) {
            receipt.release();
        } else {
            services.router().refuse(stanza, Components.AWAY, receipt);
        }
    }

    private void write(Element element) {
        connection.write(Dialect.outbound(element));
    }

    private void drop() {
        services.overflows().increment();
        ComponentLog.left(domain, "it does not read");
        finish();
        connection.close();
    }

    // ---- is it there?

    void heard() {
        heard = true;
    }

    private void watchLater() {
        heard = false;
        watch = loop.schedule(services.sessions().silence(), this::ask);
    }

    /// XEP-0199 §4.3: any answer will do, and any other sign of life.
    private void ask() {
        if (heard) {
            watchLater();
            return;
        }
        write(Iq.get(
                        "wardroom-ping-" + ++pings,
                        BareJid.of(services.main()),
                        BareJid.of(domain),
                        Element.of(PING, "ping"))
                .element());
        watch = loop.schedule(services.sessions().pingTimeout(), () -> {
            if (heard) {
                watchLater();
            } else {
                ComponentLog.left(domain, "it does not answer");
                end(StreamError.of(Condition.CONNECTION_TIMEOUT));
            }
        });
    }

    // ---- the end

    private void end(StreamError error) {
        finish();
        connection.write(Dialect.outbound(error.toElement()));
        connection.end();
    }

    /// It is gone, or goes: senders of what it did not take or answer are told, and those who saw it.
    void finish() {
        if (ended) {
            return;
        }
        ended = true;
        Loop.Timer timer = Objects.requireNonNull(watch);
        timer.cancel();
        services.components().disconnect(this);
        List<Stanza> lost = List.copyOf(untaken);
        untaken.clear();
        lost.stream().filter(Message.class::isInstance).forEach(message -> refuse(message, Receipt.NONE));
        requests.take().forEach(unanswered -> services.router().deliver(unanswered, Receipt.NONE));
        trail.takeBack().forEach(presence -> services.router().deliver(presence, Receipt.NONE));
    }

    /// The server stops. Completes when the goodbye is written.
    public CompletableFuture<Void> shutDown() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.run(() -> {
            if (!ended) {
                // Whoever would be told is shown out, too.
                untaken.clear();
                requests.take();
                trail.takeBack();
                end(StreamError.of(Condition.SYSTEM_SHUTDOWN));
            }
            done.complete(null);
        });
        return done;
    }
}
