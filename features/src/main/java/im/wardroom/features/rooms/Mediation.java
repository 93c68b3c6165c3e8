// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.rooms;

import im.wardroom.server.extension.EntityContext;
import im.wardroom.xmpp.address.FullJid;
import im.wardroom.xmpp.form.SubmittedForm;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;
import java.util.List;

/// Messages that ask the room to tell somebody something: invitations (XEP-0045 §7.8), their refusal, and requests for
/// a voice (§7.13, §8.6).
final class Mediation {

    /// One message becomes so many.
    private static final int MAX_AT_ONCE = 10;

    private Mediation() {}

    static void handle(Room room, Message message, FullJid from, EntityContext out) {
        Element x = message.element().child(Muc.USER, "x");
        Element form = message.element().child(SubmittedForm.NS, "x");
        if (x != null && x.has(Muc.USER, "invite")) {
            atOnce(x, "invite").forEach(invite -> Invitation.invite(room, invite, from, out));
        } else if (x != null && x.has(Muc.USER, "decline")) {
            atOnce(x, "decline").forEach(decline -> Invitation.decline(room, decline, from, out));
        } else if (form != null) {
            VoiceRequest.handle(room, SubmittedForm.of(form), from, out);
        } else {
            throw Muc.refused(Condition.BAD_REQUEST);
        }
    }

    private static List<Element> atOnce(Element x, String name) {
        List<Element> all = x.elements(Muc.USER, name).toList();
        if (all.size() > MAX_AT_ONCE) {
            throw new StanzaException(
                    Condition.NOT_ACCEPTABLE, "One message can invite " + MAX_AT_ONCE + " people at most.");
        }
        return all;
    }
}
