// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.guarding;

import im.wardroom.guard.Measures.Copy;
import im.wardroom.server.extension.Extensions;
import im.wardroom.store.Change;
import im.wardroom.store.MessageLog.Direction;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.address.FullJid;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.xml.Element;
import java.util.List;
import java.util.Optional;

/// Takes a delivered message away again, as a retraction of its sender (XEP-0424) that the server makes: clients that
/// know it hide the message, the others show what took its place, and the archive keeps a tombstone. In a room, it is
/// the room that takes it away (XEP-0425).
record Recall(Copy copy, String id, String reference) {

    static final String TEXT = "The security desk has removed a dangerous message. Do not open what was in it.";

    private static final String RETRACT = "urn:xmpp:message-retract:1";

    /// How far back in a conversation a message is found.
    private static final int DEPTH = 1_000;

    /// Nothing can be named that has no id.
    static Optional<Recall> of(Copy copy, String reference) {
        return Optional.ofNullable(copy.id()).map(id -> new Recall(copy, id, reference));
    }

    /// For an account.
    Message retraction() {
        Element element = Element.of(Namespaces.CLIENT, "message")
                .with("type", "chat")
                .with("id", "recall-" + reference + '-' + Integer.toHexString(id.hashCode()))
                .with(Element.of(RETRACT, "retract").with("id", id))
                .with(Element.of("urn:xmpp:fallback:0", "fallback").with("for", RETRACT))
                .with(Element.of(Namespaces.CLIENT, "body", TEXT))
                .with(Element.of("urn:xmpp:hints", "store"))
                .with(Element.of(Recorded.NS, "recalled").with("reference", reference));
        return Message.to(copy.from(), copy.to().bare(), element);
    }

    /// For a room.
    Stanza request(FullJid desk) {
        Element recall = Element.of(Recorded.NS, "recall")
                .with("id", id)
                .with("from", copy.from().toString())
                .withText(TEXT);
        return Iq.set(
                "recall-" + reference + '-' + Integer.toHexString(id.hashCode()),
                desk,
                copy.to().bare(),
                recall);
    }

    /// What the recipient's archive keeps of it, even if the recipient has blocked the sender meanwhile.
    List<Change> archived(Extensions extensions) {
        Message retraction = retraction();
        return extensions.supersedings().stream()
                .flatMap(each -> Optional.ofNullable(each.of(retraction)).stream())
                .<Change>map(superseded -> new Change.SupersedeMessage(
                        copy.to().bare(),
                        copy.from().bare(),
                        Direction.RECEIVED,
                        superseded.id(),
                        DEPTH,
                        stanza -> superseded
                                .replacement()
                                .apply(Element.read(stanza, Namespaces.CLIENT))
                                .toBytes()))
                .toList();
    }
}
