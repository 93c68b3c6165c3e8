// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.retraction;

import im.wardroom.server.extension.Feature;
import im.wardroom.server.extension.Hooks;
import im.wardroom.server.extension.Hooks.Keeping.Decision;
import im.wardroom.server.extension.Hooks.Superseding.Superseded;
import im.wardroom.server.extension.Specification;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.time.Timestamps;
import im.wardroom.xmpp.xml.Element;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Message Retraction (XEP-0424): in the archives, a tombstone takes the place of a message that its sender retracts;
/// the retraction itself is always kept. That sender and conversation are the same ones is for the log to look at.
public final class MessageRetraction implements Feature {

    static final String NS = "urn:xmpp:message-retract:1";

    /// The retraction of older clients is fastened to the message (XEP-0422 §3.1).
    private static final String OLD = "urn:xmpp:message-retract:0";

    private static final String FASTEN = "urn:xmpp:fasten:0";
    private static final String STANZA_ID = "urn:xmpp:sid:0";

    private final Clock clock;

    public MessageRetraction(Clock clock) {
        this.clock = clock;
    }

    @Override
    public List<Specification> specifications() {
        return List.of(Specification.xep(422, "0.2.0").partial("retractions"), Specification.xep(424, "0.4.2"));
    }

    @Override
    public void install(Hooks hooks) {
        hooks.keep(MessageRetraction::decide)
                .supersede(this::superseded)
                .serverFeature(NS)
                .accountFeature(NS, NS + "#tombstone");
    }

    /// XEP-0424 §5: whatever the hints say.
    private static Decision decide(Message message) {
        return target(message.element()).isPresent() ? Decision.KEEP : Decision.NO_OPINION;
    }

    /// The id of the message that this one retracts.
    static Optional<String> target(Element message) {
        Element retract = message.child(NS, "retract");
        if (retract != null) {
            return Optional.ofNullable(retract.attribute("id"));
        }
        return message.find(FASTEN, "apply-to")
                .filter(fastened -> fastened.has(OLD, "retract"))
                .map(fastened -> fastened.attribute("id"));
    }

    private @Nullable Superseded superseded(Message message) {
        Optional<String> target = target(message.element());
        String id = message.id();
        if (target.isEmpty() || id == null) {
            return null;
        }
        Instant now = clock.instant();
        return new Superseded(target.get(), retracted -> tombstone(retracted, id, now));
    }

    /// XEP-0424 §4: of the message only the envelope stays. A retraction and a tombstone stay as they are.
    static Element tombstone(Element retracted, String id, Instant at) {
        if (retracted.has(NS, "retracted") || target(retracted).isPresent()) {
            return retracted;
        }
        Element mark = Element.of(NS, "retracted").with("id", id).with("stamp", Timestamps.format(at));
        return retracted
                .withChildren(retracted.elements(STANZA_ID, "origin-id").toList())
                .with(mark);
    }
}
