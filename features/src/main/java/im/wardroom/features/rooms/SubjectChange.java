// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.rooms;

import im.wardroom.server.extension.EntityContext;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.address.FullJid;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import java.util.Objects;

/// An occupant says what the room is about (XEP-0045 §8.1).
final class SubjectChange {

    private SubjectChange() {}

    static void change(Room room, Occupant speaker, Message message, EntityContext out) {
        if (speaker.role != RoomRole.MODERATOR && !room.config().subjects()) {
            throw new StanzaException(Condition.FORBIDDEN, "Only moderators may change the subject.");
        }
        String text = Objects.requireNonNull(message.element().child(Namespaces.CLIENT, "subject"))
                .text();
        if (text.length() > Subject.MAX_LENGTH) {
            throw new StanzaException(Condition.NOT_ACCEPTABLE, "The subject is too long.");
        }
        FullJid by = room.address().with(speaker.nick);
        room.about(new Subject(text, by, out.now()), out);
        Speech.broadcast(room, Speech.said(room, speaker, message.element()), true, out);
    }
}
