// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.rooms;

import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.FullJid;
import im.wardroom.xmpp.address.Resource;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who is in a room, by nickname and by device. Belongs to the room.
final class Occupants {

    private final Map<Resource, Occupant> byNick = new LinkedHashMap<>();
    private final Map<FullJid, Occupant> byDevice = new HashMap<>();

    @Nullable
    Occupant find(Resource nick) {
        return byNick.get(nick);
    }

    @Nullable
    Occupant find(FullJid device) {
        return byDevice.get(device);
    }

    /// All under which a person is here.
    List<Occupant> of(BareJid user) {
        return byNick.values().stream().filter(o -> o.user.equals(user)).toList();
    }

    void add(Occupant occupant, FullJid device) {
        byNick.put(occupant.nick, occupant);
        byDevice.put(device, occupant);
    }

    void rename(Occupant occupant, Resource nick) {
        byNick.remove(occupant.nick);
        occupant.nick = nick;
        byNick.put(nick, occupant);
    }

    /// A device leaves; the last one takes the occupant with it.
    void remove(Occupant occupant, FullJid device) {
        byDevice.remove(device);
        occupant.unseat(device);
        if (occupant.isGone()) {
            byNick.remove(occupant.nick);
        }
    }

    void clear() {
        byNick.clear();
        byDevice.clear();
    }

    /// Not to be changed while it is gone through.
    Collection<Occupant> all() {
        return byNick.values();
    }

    List<Occupant> with(RoomRole role) {
        return byNick.values().stream().filter(o -> o.role == role).toList();
    }

    int size() {
        return byNick.size();
    }

    boolean isEmpty() {
        return byDevice.isEmpty();
    }
}
