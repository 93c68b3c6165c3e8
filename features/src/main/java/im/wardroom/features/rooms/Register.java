// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.rooms;

import im.wardroom.server.extension.EntityContext;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.FullJid;
import im.wardroom.xmpp.address.InvalidJidException;
import im.wardroom.xmpp.address.Resource;
import im.wardroom.xmpp.form.Form;
import im.wardroom.xmpp.form.SubmittedForm;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;

/// Somebody registers with the room and reserves a nickname (XEP-0045 §7.10).
final class Register {

    static final String NS = "jabber:iq:register";
    private static final String NICK = "muc#register_roomnick";

    private Register() {}

    static void handle(Room room, Iq iq, Element query, FullJid from, EntityContext out) {
        Affiliation affiliation = room.affiliations().of(from.bare());
        if (affiliation == Affiliation.OUTCAST) {
            throw new StanzaException(Condition.NOT_ALLOWED, "You are banned from the room.");
        }
        if (room.config().membersOnly() && !affiliation.isAtLeast(Affiliation.MEMBER)) {
            throw new StanzaException(Condition.NOT_ALLOWED, "Ask an administrator of the room to make you a member.");
        }
        if (iq.type() == Iq.Type.GET) {
            out.send(iq.result(form(room, from.bare())));
        } else if (query.has(NS, "remove")) {
            StandingChange.apply(room, from.bare(), withdrawn(affiliation), null, null, out);
            out.send(iq.result(null));
        } else {
            Element form = query.child(SubmittedForm.NS, "x");
            if (form == null) {
                throw Muc.refused(Condition.BAD_REQUEST);
            }
            register(room, iq, SubmittedForm.of(form), from, out);
        }
    }

    /// Who is in charge of the room stays so.
    private static Affiliation withdrawn(Affiliation affiliation) {
        return affiliation == Affiliation.MEMBER ? Affiliation.NONE : affiliation;
    }

    private static Element form(Room room, BareJid asking) {
        Resource nick = room.affiliations().nickOf(asking);
        Element query = Element.of(NS, "query");
        if (nick != null) {
            query = query.with(Element.of(NS, "registered")).with(Element.of(NS, "username", nick.toString()));
        }
        return query.with(Form.titled("Register with " + RoomInfo.name(room), Muc.REGISTER)
                .text(NICK, "Nickname that nobody else may use", nick == null ? "" : nick.toString())
                .toElement());
    }

    private static void register(Room room, Iq iq, SubmittedForm form, FullJid from, EntityContext out) {
        if (!form.type().equals(Muc.REGISTER)) {
            throw Muc.refused(Condition.BAD_REQUEST);
        }
        Resource nick = nick(form);
        Join.checkNick(room, from, nick);
        Affiliation before = room.affiliations().of(from.bare());
        Affiliation after = before.isAtLeast(Affiliation.MEMBER) ? before : Affiliation.MEMBER;
        room.affiliations().reserve(from.bare(), after, nick, out);
        if (before != after) {
            StandingChange.apply(room, from.bare(), after, null, null, out);
        }
        out.send(iq.result(null));
    }

    private static Resource nick(SubmittedForm form) {
        try {
            return new Resource(form.one(NICK).orElse(""));
        } catch (InvalidJidException e) {
            throw new StanzaException(Condition.NOT_ACCEPTABLE, "The nickname is not valid: " + e.getMessage());
        }
    }
}
