// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.rooms;

import im.wardroom.server.extension.EntityContext;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.time.Timestamps;
import im.wardroom.xmpp.xml.Element;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A message is taken back by its author (XEP-0424 §5.1) or by a moderator (XEP-0425 §4): the archive keeps a
/// tombstone in its place.
///
/// @param id that the room gave the message
record Retraction(String id) {

    static final String NS = "urn:xmpp:message-retract:1";
    static final String MODERATION = "urn:xmpp:message-moderate:1";

    /// Null if the message retracts nothing.
    static @Nullable Retraction of(Element message) {
        Element retract = message.child(NS, "retract");
        String id = retract == null ? null : retract.attribute("id");
        return id == null ? null : new Retraction(id);
    }

    /// Others' messages stay, whatever is said about them; so do messages that are not in the archive.
    void byAuthor(Room room, Occupant author, EntityContext out) {
        OptionalLong number = out.archiveNumber(id);
        if (number.isPresent()) {
            Element tombstone = Element.of(NS, "retracted").with("stamp", Timestamps.format(out.now()));
            replace(room, number.getAsLong(), author.id, tombstone, out);
        }
    }

    /// XEP-0425 §4.1.
    static void moderate(Room room, Iq iq, Element moderate, Occupant moderator, EntityContext out) {
        if (moderator.role != RoomRole.MODERATOR) {
            throw new StanzaException(Condition.FORBIDDEN, "Only moderators may do that.");
        }
        if (iq.type() != Iq.Type.SET || !moderate.has(NS, "retract")) {
            throw Muc.refused(Condition.BAD_REQUEST);
        }
        String id = moderate.attribute("id", "");
        long number = out.archiveNumber(id).orElseThrow(() -> Muc.refused(Condition.ITEM_NOT_FOUND));
        Element reason = moderate.child(MODERATION, "reason");
        String by = room.address().with(moderator.nick).toString();
        Element moderated = Element.of(MODERATION, "moderated")
                .with("by", by)
                .with(Element.of(Muc.OCCUPANT_ID, "occupant-id").with("id", moderator.id));
        Element tombstone = explained(
                Element.of(NS, "retracted")
                        .with("stamp", Timestamps.format(out.now()))
                        .with(moderated),
                NS,
                reason);
        replace(room, number, null, tombstone, out);
        Element retract = explained(Element.of(NS, "retract").with("id", id).with(moderated), NS, reason);
        Element message = Element.of(Namespaces.CLIENT, "message")
                .with("type", "groupchat")
                .with("id", "moderation-" + Objects.requireNonNullElse(iq.id(), ""))
                .with("from", room.address().toString())
                .with(retract);
        Speech.broadcast(room, message, true, out);
        out.send(iq.result(null));
    }

    private static Element explained(Element element, String namespace, @Nullable Element reason) {
        return reason == null ? element : element.with(Element.of(namespace, "reason", reason.text()));
    }

    /// @param author whose message it has to be, or null if it may be anybody's
    static void replace(Room room, long number, @Nullable String author, Element tombstone, EntityContext out) {
        UnaryOperator<Element> remains = message -> author == null || author.equals(authorOf(message))
                ? message.withChildren(
                        List.of(Element.of(Muc.OCCUPANT_ID, "occupant-id").with("id", authorOf(message)), tombstone))
                : message;
        out.replace(number, remains);
        room.history().replace(number, remains);
    }

    static @Nullable String authorOf(Element message) {
        return message.find(Muc.OCCUPANT_ID, "occupant-id")
                .map(id -> id.attribute("id"))
                .orElse(null);
    }
}
