// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.rooms;

import im.wardroom.features.rooms.Occupant.Seat;
import im.wardroom.server.extension.EntityContext;
import im.wardroom.store.MessageLog;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.FullJid;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.stanza.StanzaError;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;
import im.wardroom.xmpp.xml.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// An occupant says something to all (XEP-0045 §7.4). What is archived is on disk before anybody hears it.
final class Speech {

    private Speech() {}

    static void say(Room room, Message message, FullJid from, EntityContext out) {
        Occupant speaker = speaker(room, from);
        if (isSubject(message.element())) {
            SubjectChange.change(room, speaker, message, out);
            return;
        }
        Retraction retraction = Retraction.of(message.element());
        if (retraction != null) {
            retraction.byAuthor(room, speaker, out);
        }
        slowDown(room, speaker, message, out.now());
        Element said = said(room, speaker, message.element());
        broadcast(room, said, out.isWorthKeeping(message), out);
    }

    /// XEP-0045 §7.4: only occupants speak, and only those who have a voice.
    static Occupant speaker(Room room, FullJid from) {
        Occupant speaker = room.occupants().find(from);
        if (speaker == null) {
            throw new StanzaException(Condition.NOT_ACCEPTABLE, "You are not in the room.");
        }
        if (speaker.role == RoomRole.VISITOR) {
            throw new StanzaException(Condition.FORBIDDEN, "You have no voice in the room.");
        }
        return speaker;
    }

    /// XEP-0045 §8.1: a subject, and nothing that is said.
    private static boolean isSubject(Element message) {
        return message.has(Namespaces.CLIENT, "subject")
                && !message.has(Namespaces.CLIENT, "body")
                && !message.has(Namespaces.CLIENT, "thread");
    }

    /// XEP-0500 §6.
    private static void slowDown(Room room, Occupant speaker, Message message, Instant now) {
        int seconds = room.config().slowSeconds();
        boolean inCharge = room.affiliations().of(speaker.user).isAtLeast(Affiliation.ADMIN);
        if (seconds == 0 || inCharge || !message.hasBody()) {
            return;
        }
        Duration left = Duration.between(now, speaker.lastMessage.plusSeconds(seconds));
        // A clock that was set back makes nobody wait for longer.
        if (left.isPositive() && left.compareTo(Duration.ofSeconds(seconds)) <= 0) {
            throw new StanzaException(StanzaError.temporary(
                    Condition.POLICY_VIOLATION,
                    "In this room you have to wait " + seconds + " seconds between messages; " + (left.toSeconds() + 1)
                            + " are left."));
        }
        speaker.lastMessage = now;
    }

    /// As everybody gets it: from the occupant, with what only the room may say.
    static Element said(Room room, Occupant speaker, Element message) {
        return clean(room, message)
                .with("from", room.address().with(speaker.nick).toString())
                .with("to", null)
                .with(Element.of(Muc.OCCUPANT_ID, "occupant-id").with("id", speaker.id));
    }

    private static Element clean(Room room, Element message) {
        String address = room.address().toString();
        List<Node> children = message.children();
        boolean forged = children.stream().anyMatch(node -> isOurs(node, address));
        return forged
                ? message.withChildren(
                        children.stream().filter(node -> !isOurs(node, address)).toList())
                : message;
    }

    private static boolean isOurs(Node node, String address) {
        return node instanceof Element e
                && (e.is(Muc.OCCUPANT_ID, "occupant-id")
                        || e.is(Muc.USER, "x")
                        || e.is(Muc.STANZA_ID, "stanza-id") && address.equals(e.attribute("by")));
    }

    /// To all occupants.
    ///
    /// @param said with its sender, without a receiver
    /// @param lasting it is archived, where the room has an archive
    static void broadcast(Room room, Element said, boolean lasting, EntityContext out) {
        Message message = (Message) Stanza.parse(said);
        Element told = said;
        if (lasting && room.isArchived()) {
            MessageLog.Entry entry = out.append(message.from() == null ? room.address() : message.from(), message);
            if (message.hasBody()) {
                room.history().add(entry.seq(), entry.at(), said, entry.stanza().length);
            }
            told = said.with(stanzaId(room.address(), out.archiveId(entry.seq())));
        }
        Message ready = message.withElement(told.rendered());
        for (Occupant occupant : room.occupants().all()) {
            for (Seat seat : occupant.seats()) {
                out.send(ready.addressed(message.from(), seat.jid()));
            }
        }
    }

    /// XEP-0359 §3.
    static Element stanzaId(BareJid room, String id) {
        return Element.of(Muc.STANZA_ID, "stanza-id").with("id", id).with("by", room.toString());
    }
}
