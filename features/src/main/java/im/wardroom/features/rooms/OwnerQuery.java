// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.rooms;

import im.wardroom.server.extension.EntityContext;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.address.FullJid;
import im.wardroom.xmpp.form.SubmittedForm;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;
import java.util.ArrayList;
import java.util.List;

/// An owner configures or destroys the room (XEP-0045 §10.1, §10.2, §10.9).
final class OwnerQuery {

    private OwnerQuery() {}

    static void handle(Room room, Iq iq, Element query, FullJid from, EntityContext out) {
        if (room.affiliations().of(from.bare()) != Affiliation.OWNER) {
            throw new StanzaException(Condition.FORBIDDEN, "Only owners of the room may do that.");
        }
        Element destroy = query.child(Muc.OWNER, "destroy");
        Element form = query.child(SubmittedForm.NS, "x");
        if (iq.type() == Iq.Type.GET) {
            out.send(iq.result(Element.of(Muc.OWNER, "query")
                    .with(ConfigForm.form(room.config(), room.address().toString()))));
        } else if (destroy != null) {
            destroyUnlessHeld(room, iq, destroy, out);
        } else if (form != null && "cancel".equals(form.attribute("type"))) {
            cancel(room, iq, out);
        } else if (form != null) {
            configure(room, iq, SubmittedForm.of(form), out);
        } else {
            throw Muc.refused(Condition.BAD_REQUEST);
        }
    }

    /// XEP-0045 §10.1.3: who does not want to configure a new room does not want the room.
    private static void cancel(Room room, Iq iq, EntityContext out) {
        if (room.isLocked()) {
            destroyUnlessHeld(room, iq, Element.of(Muc.OWNER, "destroy"), out);
        } else {
            out.send(iq.result(null));
        }
    }

    private static void destroyUnlessHeld(Room room, Iq iq, Element destroy, EntityContext out) {
        out.awaitAlone(iq, room.rules().isHeld().ask(room.address()), held -> {
            if (held) {
                throw new StanzaException(Condition.NOT_ALLOWED, "The administrator has the room kept.");
            }
            destroy(room, iq, destroy, out);
        });
    }

    private static void destroy(Room room, Iq iq, Element destroy, EntityContext out) {
        Element told = Element.of(Muc.USER, "destroy").with("jid", destroy.attribute("jid"));
        for (String part : List.of("reason", "password")) {
            Element given = destroy.child(Muc.OWNER, part);
            told = given == null ? told : told.with(Element.of(Muc.USER, part, given.text()));
        }
        Notice notice = Notice.destroyed(told);
        for (Occupant occupant : room.occupants().all()) {
            for (Occupant.Seat seat : occupant.seats()) {
                room.announcements().toSelf(occupant, seat.jid(), notice, List.of(), out);
            }
        }
        out.send(iq.result(null));
        room.vanish(out);
    }

    private static void configure(Room room, Iq iq, SubmittedForm form, EntityContext out) {
        if (!form.type().equals(Muc.CONFIG) && !form.fields().isEmpty()) {
            throw new StanzaException(Condition.BAD_REQUEST, "The form is no room's configuration.");
        }
        RoomConfig before = room.config();
        RoomConfig after = ConfigForm.read(form, before);
        boolean fresh = room.isLocked();
        room.unlock(out);
        out.send(iq.result(null));
        if (after.equals(before)) {
            return;
        }
        room.configure(after, out);
        if (!fresh) {
            tell(room, before, after, out);
        }
        if (after.membersOnly() && !before.membersOnly()) {
            List.copyOf(room.occupants().all()).stream()
                    .filter(o -> !room.affiliations().of(o.user).isAtLeast(Affiliation.MEMBER))
                    .forEach(o -> Leave.remove(room, o, Notice.gone(Muc.MEMBERS_ONLY, null, null), out));
        }
    }

    /// XEP-0045 §10.2.1.
    private static void tell(Room room, RoomConfig before, RoomConfig after, EntityContext out) {
        List<Integer> codes = new ArrayList<>(List.of(Muc.CONFIGURED));
        if (before.logged() != after.logged()) {
            codes.add(after.logged() ? Muc.LOGGED : Muc.NOT_LOGGED);
        }
        if (before.revealed() != after.revealed()) {
            codes.add(after.revealed() ? Muc.NOW_NOT_ANONYMOUS : Muc.NOW_SEMI_ANONYMOUS);
        }
        Element x = Element.of(Muc.USER, "x")
                .withAll(codes.stream().map(Announcements::status).toList());
        Element message = Element.of(Namespaces.CLIENT, "message")
                .with("type", "groupchat")
                .with("from", room.address().toString())
                .with(x);
        Speech.broadcast(room, message, false, out);
    }
}
