// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.rooms;

import im.wardroom.features.rooms.Occupant.Seat;
import im.wardroom.server.extension.EntityContext;
import im.wardroom.xmpp.address.FullJid;
import java.util.ArrayList;
import java.util.List;

/// Somebody leaves a room or is removed from it (XEP-0045 §7.14, §8.2, §9.1).
final class Leave {

    private Leave() {}

    /// One device. Who is not in the room is not told anything.
    static void leave(Room room, FullJid device, Notice notice, EntityContext out) {
        Occupant occupant = room.occupants().find(device);
        if (occupant == null) {
            return;
        }
        if (occupant.devices() == 1) {
            room.announcements().toAll(occupant, notice, List.of(), out);
        } else {
            room.announcements().toSelf(occupant, device, notice, List.of(), out);
        }
        room.occupants().remove(occupant, device);
        closeIfEmpty(room, out);
    }

    /// With all devices.
    static void remove(Room room, Occupant occupant, Notice notice, EntityContext out) {
        room.announcements().toAll(occupant, notice, List.of(), out);
        List<Seat> seats = new ArrayList<>();
        occupant.seats().forEach(seats::add);
        seats.forEach(seat -> room.occupants().remove(occupant, seat.jid()));
        closeIfEmpty(room, out);
    }

    /// XEP-0045 §4.2: a room that is not persistent goes with its last occupant. One that its owner left unconfigured
    /// is nobody's.
    private static void closeIfEmpty(Room room, EntityContext out) {
        if (room.occupants().isEmpty() && (room.isLocked() || !room.config().persistent())) {
            room.vanish(out);
        }
    }
}
