// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.rooms;

import im.wardroom.server.extension.EntityContext;
import im.wardroom.xmpp.address.FullJid;
import im.wardroom.xmpp.form.SubmittedForm;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.xml.Element;

/// Messages that ask the room to tell somebody something: invitations (XEP-0045 §7.8), their refusal, and requests for
/// a voice (§7.13, §8.6).
final class Mediation {

    private Mediation() {}

    static void handle(Room room, Message message, FullJid from, EntityContext out) {
        Element x = message.element().child(Muc.USER, "x");
        Element form = message.element().child(SubmittedForm.NS, "x");
        if (x != null && x.has(Muc.USER, "invite")) {
            x.elements(Muc.USER, "invite").forEach(invite -> Invitation.invite(room, invite, from, out));
        } else if (x != null && x.has(Muc.USER, "decline")) {
            x.elements(Muc.USER, "decline").forEach(decline -> Invitation.decline(room, decline, from, out));
        } else if (form != null) {
            VoiceRequest.handle(room, SubmittedForm.of(form), from, out);
        } else {
            throw Muc.refused(Condition.BAD_REQUEST);
        }
    }
}
