// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.rooms;

import im.wardroom.server.extension.EntityContext;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.FullJid;
import im.wardroom.xmpp.address.InvalidJidException;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.address.Resource;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Lists of roles and affiliations, and changes of them (XEP-0045 §8, §9). Of a request, either all is done or nothing.
final class AdminQuery {

    private static final int MAX_ITEMS = 500;
    private static final int MAX_REASON = 1_000;

    private AdminQuery() {}

    static void handle(Room room, Iq iq, Element query, FullJid from, EntityContext out) {
        List<Element> items = query.elements(Muc.ADMIN, "item").toList();
        if (items.isEmpty() || items.size() > MAX_ITEMS) {
            throw Muc.refused(Condition.BAD_REQUEST);
        }
        if (iq.type() == Iq.Type.GET) {
            out.send(iq.result(list(room, items.getFirst(), from)));
        } else {
            List<Runnable> changes = new ArrayList<>();
            items.forEach(item -> changes.add(change(room, item, from, out)));
            changes.forEach(Runnable::run);
            out.send(iq.result(null));
        }
    }

    private static Element list(Room room, Element wanted, FullJid from) {
        Affiliation affiliation = Affiliation.of(wanted.attribute("affiliation"));
        RoomRole role = RoomRole.of(wanted.attribute("role"));
        if (affiliation == null && role == null) {
            throw Muc.refused(Condition.BAD_REQUEST);
        }
        Stream<Element> items = affiliation == null
                ? withRole(room, Objects.requireNonNull(role), from)
                : withAffiliation(room, affiliation, from);
        return Element.of(Muc.ADMIN, "query").withAll(items.toList());
    }

    private static Stream<Element> withRole(Room room, RoomRole role, FullJid from) {
        if (RoomRequests.occupant(room, from).role != RoomRole.MODERATOR) {
            throw new StanzaException(Condition.FORBIDDEN, "Only moderators may see that.");
        }
        return room.occupants().with(role).stream()
                .map(o -> Element.of(Muc.ADMIN, "item")
                        .with("affiliation", room.affiliations().of(o.user).toString())
                        .with("role", o.role.toString())
                        .with("nick", o.nick.toString())
                        .with("jid", o.latest().jid().toString()));
    }

    /// Those in charge see all lists; members of a room for members, and everybody where addresses are no secret, see
    /// who belongs to it.
    private static Stream<Element> withAffiliation(Room room, Affiliation affiliation, FullJid from) {
        Affiliation own = room.affiliations().of(from.bare());
        boolean belongs = room.config().revealed()
                && affiliation.isAtLeast(Affiliation.MEMBER)
                && (own.isAtLeast(Affiliation.MEMBER) || room.occupants().find(from) != null);
        if (!own.isAtLeast(Affiliation.ADMIN) && !belongs) {
            throw new StanzaException(Condition.FORBIDDEN, "Only administrators of the room may see that.");
        }
        return room.affiliations().with(affiliation).map(AdminQuery::item);
    }

    private static Element item(Map.Entry<BareJid, Affiliations.Standing> entry) {
        Affiliations.Standing standing = entry.getValue();
        Element item = Element.of(Muc.ADMIN, "item")
                .with("affiliation", standing.affiliation().toString())
                .with("jid", entry.getKey().toString())
                .with("nick", standing.nick() == null ? null : standing.nick().toString());
        return standing.reason() == null ? item : item.with(Element.of(Muc.ADMIN, "reason", standing.reason()));
    }

    /// Checked now, done later.
    private static Runnable change(Room room, Element item, FullJid from, EntityContext out) {
        Affiliation affiliation = Affiliation.of(item.attribute("affiliation"));
        RoomRole role = RoomRole.of(item.attribute("role"));
        String reason = reason(item);
        Occupant actor = room.occupants().find(from);
        if (affiliation != null) {
            BareJid target = target(room, item);
            StandingChange.check(room, from.bare(), target, affiliation);
            return () -> StandingChange.apply(room, target, affiliation, reason, actor, out);
        }
        if (role == null) {
            throw Muc.refused(Condition.BAD_REQUEST);
        }
        Occupant moderator = RoomRequests.occupant(room, from);
        Occupant target = named(room, item);
        RoleChange.check(room, moderator, target, role);
        return () -> RoleChange.apply(room, target, role, reason, actor, out);
    }

    private static @Nullable String reason(Element item) {
        Element reason = item.child(Muc.ADMIN, "reason");
        if (reason == null || reason.text().isEmpty()) {
            return null;
        }
        if (reason.text().length() > MAX_REASON) {
            throw new StanzaException(Condition.NOT_ACCEPTABLE, "The reason is too long.");
        }
        return reason.text();
    }

    private static BareJid target(Room room, Element item) {
        String jid = item.attribute("jid");
        if (jid == null) {
            return named(room, item).user;
        }
        try {
            return Jid.parse(jid).bare();
        } catch (InvalidJidException e) {
            throw new StanzaException(Condition.JID_MALFORMED, "The address is not valid: " + e.getMessage());
        }
    }

    private static Occupant named(Room room, Element item) {
        String nick = item.attribute("nick");
        if (nick == null) {
            throw Muc.refused(Condition.BAD_REQUEST);
        }
        try {
            Occupant occupant = room.occupants().find(new Resource(nick));
            if (occupant != null) {
                return occupant;
            }
        } catch (InvalidJidException e) {
            throw new StanzaException(Condition.JID_MALFORMED, "The nickname is not valid: " + e.getMessage());
        }
        throw new StanzaException(Condition.ITEM_NOT_FOUND, "Nobody in the room has this nickname.");
    }
}
