// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.rooms;

import im.wardroom.server.extension.EntityContext;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.address.FullJid;
import im.wardroom.xmpp.address.Resource;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.stanza.Presence;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.time.Delay;
import im.wardroom.xmpp.xml.Element;
import im.wardroom.xmpp.xml.Node;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A device enters a room (XEP-0045 §7.2).
final class Join {

    private static final Set<String> OURS = Set.of(Muc.NS, Muc.USER, Muc.OCCUPANT_ID, Hat.NS);

    private Join() {}

    static void enter(Room room, Presence presence, FullJid who, Resource nick, EntityContext out) {
        checkForm(presence);
        check(room, presence, who, nick);
        seat(room, presence, who, nick, false, out);
    }

    /// XEP-0045 §7.2.1: who does not say that it knows rooms takes itself for an occupant, and is none.
    static void checkForm(Presence presence) {
        if (!presence.element().has(Muc.NS, "x")) {
            throw new StanzaException(Condition.NOT_ACCEPTABLE, "You are not in the room.");
        }
    }

    private static void check(Room room, Presence presence, FullJid who, Resource nick) {
        Affiliation affiliation = room.affiliations().of(who.bare());
        boolean inCharge = affiliation.isAtLeast(Affiliation.ADMIN);
        if (affiliation == Affiliation.OUTCAST) {
            throw new StanzaException(Condition.FORBIDDEN, "You are banned from the room.");
        }
        if (room.isLocked() && affiliation != Affiliation.OWNER) {
            throw new StanzaException(Condition.ITEM_NOT_FOUND, "The room is not configured yet.");
        }
        if (room.config().membersOnly() && !affiliation.isAtLeast(Affiliation.MEMBER)) {
            throw new StanzaException(Condition.REGISTRATION_REQUIRED, "Only members may enter the room.");
        }
        if (affiliation != Affiliation.OWNER && !knowsPassword(room.config().password(), presence)) {
            throw new StanzaException(Condition.NOT_AUTHORIZED, "The room needs its password.");
        }
        checkNick(room, who, nick);
        int most = room.config().maxOccupants() == 0 || inCharge
                ? room.rules().maxOccupants()
                : Math.min(room.config().maxOccupants(), room.rules().maxOccupants());
        if (room.occupants().find(nick) == null && room.occupants().size() >= most) {
            throw new StanzaException(Condition.SERVICE_UNAVAILABLE, "The room is full.");
        }
    }

    private static boolean knowsPassword(String password, Presence presence) {
        if (password.isEmpty()) {
            return true;
        }
        String given = presence.element()
                .find(Muc.NS, "x")
                .flatMap(x -> x.find(Muc.NS, "password"))
                .map(Element::text)
                .orElse("");
        return MessageDigest.isEqual(password.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    /// XEP-0045 §7.2.8: a nickname is one person's, on all of its devices.
    static void checkNick(Room room, FullJid who, Resource nick) {
        Occupant holder = room.occupants().find(nick);
        boolean taken = holder != null && !holder.user.equals(who.bare());
        if (taken || room.affiliations().isReservedForOther(nick, who.bare())) {
            throw new StanzaException(Condition.CONFLICT, "Somebody else has this nickname.");
        }
    }

    /// Everybody hears of it; who entered hears who is there, what was said, and what the room is about.
    static void seat(Room room, Presence presence, FullJid who, Resource nick, boolean created, EntityContext out) {
        Occupant occupant = room.occupants().find(nick);
        if (occupant == null) {
            occupant = new Occupant(
                    who.bare(),
                    room.ids().of(who.bare()),
                    nick,
                    RoomRole.initial(
                            room.affiliations().of(who.bare()), room.config().moderated()));
        } else if (!occupant.isSeated(who) && occupant.devices() >= room.rules().maxDevices()) {
            throw new StanzaException(Condition.RESOURCE_CONSTRAINT, "You are in the room with too many devices.");
        }
        occupant.seat(who, shown(presence));
        room.occupants().add(occupant, who);
        room.announcements().othersTo(occupant, who, out);
        room.announcements().toAll(occupant, Notice.HERE, codes(room, created), out);
        tellWhatWas(room, who, presence, out);
    }

    private static List<Integer> codes(Room room, boolean created) {
        List<Integer> codes = new ArrayList<>(3);
        if (room.config().revealed()) {
            codes.add(Muc.NOT_ANONYMOUS);
        }
        if (room.isArchived()) {
            codes.add(Muc.LOGGED);
        }
        if (created) {
            codes.add(Muc.CREATED);
        }
        return codes;
    }

    private static void tellWhatWas(Room room, FullJid who, Presence presence, EntityContext out) {
        @Nullable
        Element wanted = presence.element()
                .find(Muc.NS, "x")
                .flatMap(x -> x.find(Muc.NS, "history"))
                .orElse(null);
        for (History.Past past : room.history().wanted(wanted, out.now())) {
            Element message = past.message()
                    .with(Speech.stanzaId(room.address(), out.archiveId(past.number())))
                    .with(Delay.of(room.address().toString(), past.at()));
            Message parsed = (Message) Stanza.parse(message);
            out.send(parsed.addressed(parsed.from(), who));
        }
        out.send(room.subject().to(room.address(), who));
    }

    /// What a presence says beside what is the room's to say.
    static List<Node> shown(Presence presence) {
        return presence.element().children().stream()
                .filter(node -> node instanceof Element element
                        && !OURS.contains(element.namespace())
                        && !(element.namespace().equals(Namespaces.CLIENT)
                                && element.name().equals("error")))
                .toList();
    }
}
