// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.worm;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.address.Resource;
import im.wardroom.xmpp.stanza.Presence;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Who is in which room, learned from who enters and leaves. Thread-safe. Bounded: 20,000 rooms, 2,000 nicknames of
/// each.
final class Rooms {

    private static final String JOIN = "http://jabber.org/protocol/muc";
    private static final int MOST_ROOMS = 20_000;
    private static final int MOST_OCCUPANTS = 2_000;

    private final Cache<BareJid, Map<Resource, BareJid>> rooms =
            Caffeine.newBuilder().maximumSize(MOST_ROOMS).build();

    // XEP-0045 §7.2
    void see(BareJid sender, Presence presence) {
        Jid to = presence.to();
        Resource nick = to == null ? null : to.resource();
        if (to == null || nick == null) {
            return;
        }
        BareJid room = to.bare();
        if (presence.type() == Presence.Type.UNAVAILABLE) {
            Map<Resource, BareJid> occupants = rooms.getIfPresent(room);
            if (occupants != null) {
                occupants.remove(nick, sender);
            }
        } else if (presence.type() == Presence.Type.AVAILABLE
                && presence.element().has(JOIN, "x")) {
            Map<Resource, BareJid> occupants = rooms.get(room, key -> new ConcurrentHashMap<>());
            if (occupants.size() < MOST_OCCUPANTS) {
                occupants.put(nick, sender);
            }
        }
    }

    /// Everybody in it but the sender; empty if the room is not known.
    List<BareJid> others(BareJid room, BareJid sender) {
        Map<Resource, BareJid> occupants = rooms.getIfPresent(room);
        return occupants == null
                ? List.of()
                : occupants.values().stream()
                        .filter(one -> !one.equals(sender))
                        .distinct()
                        .toList();
    }

    /// Whose nickname it is; null if it is none of a room that is known.
    @Nullable
    BareJid behind(Jid occupant) {
        Resource nick = occupant.resource();
        Map<Resource, BareJid> occupants = nick == null ? null : rooms.getIfPresent(occupant.bare());
        return occupants == null || nick == null ? null : occupants.get(nick);
    }

    boolean isRoom(BareJid address) {
        return rooms.getIfPresent(address) != null;
    }
}
