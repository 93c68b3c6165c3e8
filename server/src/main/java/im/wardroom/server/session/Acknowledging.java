// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.session;

import im.wardroom.server.account.Command;
import im.wardroom.server.account.RestoredStream;
import im.wardroom.server.stream.Loop;
import im.wardroom.store.StreamKey;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.stanza.StreamError;
import im.wardroom.xmpp.stanza.StreamException;
import im.wardroom.xmpp.xml.Element;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A session's part of XEP-0198: turns it on, tells the client how far the server is, and takes what the client says
/// that it has. It neither sends stanzas nor changes connections. Belongs to the session.
final class Acknowledging {

    private final Session session;
    private final SessionServices services;
    private final Loop home;
    private final Link link;
    private final Confirmations confirmations;
    private @Nullable StreamManagement management;
    private @Nullable String resumptionId;

    Acknowledging(Session session, SessionServices services, Loop home, Link link, Confirmations confirmations) {
        this.session = session;
        this.services = services;
        this.home = home;
        this.link = link;
        this.confirmations = confirmations;
    }

    /// Null until the client enables it.
    @Nullable
    StreamManagement management() {
        return management;
    }

    boolean isEnabled() {
        return management != null;
    }

    /// True if the client may come back for its stream.
    boolean isResumable() {
        return management != null && resumptionId != null;
    }

    void enable(Element request) {
        Element answer = prepare(request);
        if (!answer.name().equals("enabled")) {
            link.write(answer);
            return;
        }
        Runnable enabled = () -> home.run(() -> {
            activate();
            link.write(answer);
        });
        StreamKey resumable = confirmations.key();
        if (resumable == null) {
            enabled.run();
        } else {
            session.tell(new Command.Enable(session.id(), resumable, enabled));
        }
    }

    /// XEP-0198 §3: the answer, `enabled` or `failed`. From now on, the client's stanzas count; what goes to it counts
    /// after [#activate], which is where the answer must stand.
    Element prepare(Element request) {
        if (management != null) {
            return StreamManagement.failed("unexpected-request");
        }
        management = new StreamManagement();
        Element enabled = Element.of(StreamManagement.NS, "enabled");
        String resume = request.attribute("resume");
        if (!"true".equals(resume) && !"1".equals(resume)) {
            return enabled;
        }
        String secret = services.resumptions().newId();
        resumable(secret, 0);
        return enabled.with("id", secret)
                .with("resume", "true")
                .with("max", Long.toString(services.options().resumption().toSeconds()));
    }

    private void resumable(String secret, long handled) {
        resumptionId = secret;
        confirmations.begin(Resumptions.key(secret), handled);
        services.resumptions().add(secret, session);
    }

    /// What goes to the client counts from now on.
    void activate() {
        StreamManagement current = management;
        if (current != null) {
            current.activate();
        }
    }

    /// Goes on with a stream of an earlier life of the server.
    void continueAs(String secret, RestoredStream stream) {
        management = new StreamManagement(stream.handled(), stream.progress().handledBeyond(), stream.acknowledged());
        resumable(secret, stream.handled());
    }

    /// The account has taken the restored stream: answers the client ahead of everything else.
    void restored(Consumer<Element> accepted) {
        StreamManagement current = management;
        if (current != null) {
            current.activate();
            accepted.accept(resumed(current));
        }
    }

    /// The answer to a client whose stream goes on (XEP-0198 §5).
    Element resumed(StreamManagement current) {
        return current.counted("resumed").with("previd", resumptionId);
    }

    /// Nobody comes back for the stream any more.
    void forget() {
        if (resumptionId != null) {
            services.resumptions().remove(resumptionId);
        }
    }

    /// One more of the client's stanzas is done, in order.
    void handled() {
        StreamManagement current = management;
        if (current != null) {
            current.handled();
            confirmations.handled(current);
        }
    }

    /// Runs when everything that was received before the question is on disk.
    void answerHowFar() {
        StreamManagement current = management;
        if (current != null) {
            Element answer = current.counted("a");
            confirmations.onceKept(current, () -> link.write(answer));
        }
    }

    /// Runs when the store knows of every stanza that is called done by then.
    void onceCountIsKept(Runnable then) {
        confirmations.onceKept(management, then);
    }

    /// What the client says that it has.
    ///
    /// @return the counters
    /// @throws StreamException if it cannot be
    StreamManagement acknowledged(@Nullable String h) {
        StreamManagement current = management;
        if (current == null) {
            throw new StreamException(
                    StreamError.Condition.UNSUPPORTED_STANZA_TYPE, "Stream management is not enabled.");
        }
        confirmations.settled(current, current.acknowledge(h));
        return current;
    }

    /// What the client has not acknowledged, in order.
    List<Outbound> remaining() {
        return management == null ? List.of() : management.remaining();
    }

    /// Messages among it that only its stream has.
    List<Message> unlogged() {
        return remaining().stream()
                .filter(outbound -> outbound.number() == 0)
                .map(Outbound::stanza)
                .filter(Message.class::isInstance)
                .map(Message.class::cast)
                .toList();
    }
}
