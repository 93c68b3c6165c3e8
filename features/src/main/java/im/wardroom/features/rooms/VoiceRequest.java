// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.rooms;

import im.wardroom.features.rooms.Occupant.Seat;
import im.wardroom.server.extension.EntityContext;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.address.FullJid;
import im.wardroom.xmpp.address.InvalidJidException;
import im.wardroom.xmpp.address.Resource;
import im.wardroom.xmpp.form.Form;
import im.wardroom.xmpp.form.SubmittedForm;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;

/// A visitor asks for a voice, and a moderator gives it (XEP-0045 §7.13, §8.6).
final class VoiceRequest {

    private static final String ROLE = "muc#role";
    private static final String JID = "muc#jid";
    private static final String NICK = "muc#roomnick";
    private static final String ALLOW = "muc#request_allow";

    private VoiceRequest() {}

    static void handle(Room room, SubmittedForm form, FullJid from, EntityContext out) {
        Occupant occupant = room.occupants().find(from);
        if (occupant == null) {
            throw new StanzaException(Condition.NOT_ACCEPTABLE, "You are not in the room.");
        }
        if (!form.type().equals(Muc.REQUEST)) {
            throw Muc.refused(Condition.BAD_REQUEST);
        }
        if (form.names().contains(ALLOW)) {
            decide(room, form, occupant, out);
        } else {
            ask(room, occupant, out);
        }
    }

    private static void ask(Room room, Occupant asking, EntityContext out) {
        if (asking.role != RoomRole.VISITOR) {
            throw new StanzaException(Condition.BAD_REQUEST, "You have a voice.");
        }
        if (!room.config().voiceRequests()) {
            throw new StanzaException(Condition.FORBIDDEN, "Nobody may ask for a voice in the room.");
        }
        Element form = Form.titled("Somebody asks for a voice in the room", Muc.REQUEST)
                .text(ROLE, "Requested role", RoomRole.PARTICIPANT.toString())
                .address(JID, "Address", asking.latest().jid().toString())
                .text(NICK, "Nickname", asking.nick.toString())
                .flag(ALLOW, "Give this person a voice?", false)
                .toElement();
        Element message = Element.of(Namespaces.CLIENT, "message").with(form);
        for (Occupant moderator : room.occupants().with(RoomRole.MODERATOR)) {
            for (Seat seat : moderator.seats()) {
                out.send(Message.to(room.address(), seat.jid(), message));
            }
        }
    }

    private static void decide(Room room, SubmittedForm form, Occupant moderator, EntityContext out) {
        if (moderator.role != RoomRole.MODERATOR) {
            throw new StanzaException(Condition.FORBIDDEN, "Only moderators may do that.");
        }
        Occupant asking = room.occupants().find(nick(form));
        if (asking == null) {
            throw new StanzaException(Condition.ITEM_NOT_FOUND, "Nobody in the room has this nickname.");
        }
        boolean allowed =
                form.one(ALLOW).filter(v -> v.equals("1") || v.equals("true")).isPresent();
        if (allowed && asking.role == RoomRole.VISITOR) {
            RoleChange.apply(room, asking, RoomRole.PARTICIPANT, null, moderator, out);
        }
    }

    private static Resource nick(SubmittedForm form) {
        try {
            return new Resource(form.one(NICK).orElse(""));
        } catch (InvalidJidException e) {
            throw Muc.refused(Condition.BAD_REQUEST);
        }
    }
}
