// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.rooms;

import im.wardroom.features.rooms.Occupant.Seat;
import im.wardroom.server.extension.EntityContext;
import im.wardroom.xmpp.address.FullJid;
import im.wardroom.xmpp.address.Resource;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;

/// An occupant says something to one other (XEP-0045 §7.5).
final class Whisper {

    private Whisper() {}

    static void send(Room room, Message message, FullJid from, Resource nick, EntityContext out) {
        if (message.type() == Message.Type.GROUPCHAT) {
            throw new StanzaException(Condition.BAD_REQUEST, "A message to one occupant is of type 'chat'.");
        }
        Occupant speaker = room.occupants().find(from);
        if (speaker == null) {
            throw new StanzaException(Condition.NOT_ACCEPTABLE, "You are not in the room.");
        }
        Occupant receiver = room.occupants().find(nick);
        if (receiver == null) {
            throw new StanzaException(Condition.ITEM_NOT_FOUND, "Nobody in the room has this nickname.");
        }
        RoomRole least = room.config().whispers();
        if (least == RoomRole.NONE || !speaker.role.isAtLeast(least)) {
            throw new StanzaException(Condition.FORBIDDEN, "Private messages are not allowed in the room.");
        }
        Element whispered = Speech.said(room, speaker, message.element()).with(Element.of(Muc.USER, "x"));
        for (Seat seat : receiver.seats()) {
            out.send(message.withElement(whispered).addressed(room.address().with(speaker.nick), seat.jid()));
        }
    }
}
