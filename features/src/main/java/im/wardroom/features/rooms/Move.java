// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.rooms;

import im.wardroom.server.extension.EntityContext;
import im.wardroom.xmpp.address.FullJid;
import im.wardroom.xmpp.address.Resource;
import im.wardroom.xmpp.stanza.Presence;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import java.util.List;

/// An occupant changes its nickname or its status, or enters once more because it lost count (XEP-0045 §7.6, §7.7,
/// §14.3).
final class Move {

    private Move() {}

    static void to(Room room, Occupant occupant, Presence presence, FullJid device, Resource nick, EntityContext out) {
        if (!nick.equals(occupant.nick)) {
            rename(room, occupant, presence, device, nick, out);
        } else if (presence.element().has(Muc.NS, "x")) {
            Join.seat(room, presence, device, nick, false, out);
        } else {
            occupant.seat(device, Join.shown(presence));
            room.announcements().toAll(occupant, Notice.HERE, List.of(), out);
        }
    }

    private static void rename(
            Room room, Occupant occupant, Presence presence, FullJid device, Resource nick, EntityContext out) {
        Join.checkNick(room, device, nick);
        if (room.occupants().find(nick) != null) {
            throw new StanzaException(Condition.CONFLICT, "You have this nickname on another device.");
        }
        room.announcements().toAll(occupant, Notice.renamed(nick), List.of(), out);
        room.occupants().rename(occupant, nick);
        occupant.seat(device, Join.shown(presence));
        room.announcements().toAll(occupant, Notice.HERE, List.of(), out);
    }
}
