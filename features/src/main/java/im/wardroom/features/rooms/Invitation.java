// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.rooms;

import im.wardroom.server.extension.EntityContext;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.FullJid;
import im.wardroom.xmpp.address.InvalidJidException;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;
import java.util.Objects;

/// An occupant invites somebody by way of the room, and that one declines (XEP-0045 §7.8.2).
final class Invitation {

    private static final int MAX_REASON = 1_000;

    private Invitation() {}

    static void invite(Room room, Element invite, FullJid from, EntityContext out) {
        Occupant inviter = room.occupants().find(from);
        if (inviter == null) {
            throw new StanzaException(Condition.NOT_ACCEPTABLE, "You are not in the room.");
        }
        boolean inCharge = room.affiliations().of(inviter.user).isAtLeast(Affiliation.ADMIN);
        boolean mayInvite = inCharge
                || room.config().invitations()
                || !room.config().membersOnly() && inviter.role.isAtLeast(RoomRole.PARTICIPANT);
        if (!mayInvite) {
            throw new StanzaException(Condition.FORBIDDEN, "You may not invite to the room.");
        }
        BareJid invited = address(invite).bare();
        if (room.affiliations().of(invited) == Affiliation.OUTCAST && !inCharge) {
            throw new StanzaException(Condition.FORBIDDEN, "That person is banned from the room.");
        }
        // XEP-0045 §7.8.2: who is invited into a room for members becomes one.
        if (room.config().membersOnly() && !room.affiliations().of(invited).isAtLeast(Affiliation.MEMBER)) {
            StandingChange.apply(room, invited, Affiliation.MEMBER, null, inviter, out);
        }
        out.send(Message.to(room.address(), address(invite), message(room, invite, from)));
    }

    private static Element message(Room room, Element invite, FullJid from) {
        String password = room.config().password();
        Element x = Element.of(Muc.USER, "x")
                .with(explained(invite, "invite").with("from", from.bare().toString()));
        if (!password.isEmpty()) {
            x = x.with(Element.of(Muc.USER, "password", password));
        }
        Element direct = Element.of(Muc.CONFERENCE, "x")
                .with("jid", room.address().toString())
                .with("password", password.isEmpty() ? null : password);
        return Element.of(Namespaces.CLIENT, "message").with(x).with(direct);
    }

    static void decline(Room room, Element decline, FullJid from, EntityContext out) {
        Jid inviter = address(decline);
        boolean present = !room.occupants().of(inviter.bare()).isEmpty();
        if (room.affiliations().of(from.bare()) == Affiliation.OUTCAST || !present) {
            throw new StanzaException(Condition.ITEM_NOT_FOUND, "Who invited you is not in the room any more.");
        }
        Element x = Element.of(Muc.USER, "x")
                .with(explained(decline, "decline").with("from", from.bare().toString()));
        out.send(Message.to(
                room.address(),
                inviter,
                Element.of(Namespaces.CLIENT, "message").with(x)));
    }

    /// With its reason, and what says that a conversation goes on (XEP-0045 §7.9).
    private static Element explained(Element asked, String name) {
        Element element = Element.of(Muc.USER, name);
        Element reason = asked.child(Muc.USER, "reason");
        if (reason != null) {
            if (reason.text().length() > MAX_REASON) {
                throw new StanzaException(Condition.NOT_ACCEPTABLE, "The reason is too long.");
            }
            element = element.with(Element.of(Muc.USER, "reason", reason.text()));
        }
        Element goesOn = asked.child(Muc.USER, "continue");
        return goesOn == null
                ? element
                : element.with(Element.of(Muc.USER, "continue").with("thread", goesOn.attribute("thread")));
    }

    private static Jid address(Element element) {
        try {
            return Jid.parse(Objects.requireNonNullElse(element.attribute("to"), ""));
        } catch (InvalidJidException e) {
            throw new StanzaException(Condition.JID_MALFORMED, "The address is not valid: " + e.getMessage());
        }
    }
}
