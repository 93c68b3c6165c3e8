// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.rooms;

import im.wardroom.server.extension.Slots;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.FullJid;
import im.wardroom.xmpp.address.Resource;
import im.wardroom.xmpp.xml.Node;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A person in a room under one nickname, with one or more devices. Belongs to the room.
final class Occupant {

    /// One device.
    ///
    /// @param shown what its presence says, without what is the room's to say
    record Seat(FullJid jid, List<Node> shown, Slots slots) {
        Seat {
            shown = List.copyOf(shown);
        }
    }

    final BareJid user;

    /// The same in every nickname (XEP-0421 §4).
    final String id;

    Resource nick;
    RoomRole role;
    Instant lastMessage = Instant.EPOCH;
    private final Map<FullJid, Seat> seats = new LinkedHashMap<>();

    Occupant(BareJid user, String id, Resource nick, RoomRole role) {
        this.user = user;
        this.id = id;
        this.nick = nick;
        this.role = role;
    }

    /// Takes a seat, or says something new of the one it has.
    void seat(FullJid jid, List<Node> shown) {
        Seat before = seats.remove(jid);
        seats.put(jid, new Seat(jid, shown, before == null ? new Slots() : before.slots()));
    }

    void unseat(FullJid jid) {
        seats.remove(jid);
    }

    boolean isSeated(FullJid jid) {
        return seats.containsKey(jid);
    }

    int devices() {
        return seats.size();
    }

    boolean isGone() {
        return seats.isEmpty();
    }

    @Nullable
    Seat seatOf(FullJid jid) {
        return seats.get(jid);
    }

    Iterable<Seat> seats() {
        return seats.values();
    }

    /// The device that spoke up last stands for the person.
    Seat latest() {
        return new ArrayList<>(seats.values()).getLast();
    }
}
