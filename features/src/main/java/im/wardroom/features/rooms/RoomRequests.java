// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.rooms;

import im.wardroom.server.extension.EntityContext;
import im.wardroom.server.extension.command.AdHocCommand;
import im.wardroom.xmpp.address.FullJid;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;

/// Requests to the room itself: who answers which.
final class RoomRequests {

    private RoomRequests() {}

    static void answer(Room room, Iq iq, FullJid from, EntityContext out) {
        Element payload = iq.payload();
        switch (payload.namespace() + ' ' + payload.name()) {
            case RoomInfo.INFO + " query" -> out.send(iq.result(RoomInfo.info(room, from, payload)));
            case RoomInfo.ITEMS + " query" -> out.send(iq.result(RoomInfo.items(room, from, payload)));
            case Muc.ADMIN + " query" -> AdminQuery.handle(room, iq, payload, from, out);
            case Muc.OWNER + " query" -> OwnerQuery.handle(room, iq, payload, from, out);
            case Register.NS + " query" -> Register.handle(room, iq, payload, from, out);
            case RoomCard.NS + " vCard" -> RoomCard.handle(room, iq, payload, from, out);
            case Retraction.MODERATION + " moderate" ->
                Retraction.moderate(room, iq, payload, occupant(room, from), out);
            case Recall.NS + " recall" -> Recall.handle(room, iq, payload, from, out);
            case AdHocCommand.NS + " command" -> HatCommands.handle(room, iq, from, out);
            case Muc.PING + " ping" -> out.send(iq.result(null));
            default -> askLog(room, iq, from, out);
        }
    }

    static Occupant occupant(Room room, FullJid from) {
        Occupant occupant = room.occupants().find(from);
        if (occupant == null) {
            throw new StanzaException(Condition.NOT_ACCEPTABLE, "You are not in the room.");
        }
        return occupant;
    }

    /// XEP-0313 §8.2: who could hear what is said may read what was said.
    private static void askLog(Room room, Iq iq, FullJid from, EntityContext out) {
        Occupant occupant = room.occupants().find(from);
        boolean mayRead =
                occupant != null || room.affiliations().of(from.bare()).isAtLeast(Affiliation.MEMBER);
        if (!mayRead && iq.payload().namespace().startsWith("urn:xmpp:mam:")) {
            throw new StanzaException(Condition.FORBIDDEN, "Enter the room to read its archive.");
        }
        Occupant.Seat seat = occupant == null ? null : occupant.seatOf(from);
        if (!mayRead || !out.askLog(iq, seat == null ? null : seat.slots())) {
            throw Muc.refused(Condition.SERVICE_UNAVAILABLE);
        }
    }
}
