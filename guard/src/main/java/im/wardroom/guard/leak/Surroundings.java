// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.leak;

import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.address.Jid;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which domains are what.
///
/// @param inside domains of accounts, and of the server's services but for rooms
/// @param rooms domains of rooms
public record Surroundings(Set<Domain> inside, Set<Domain> rooms) {

    public Surroundings {
        inside = Set.copyOf(inside);
        rooms = Set.copyOf(rooms);
    }

    Direction direction(@Nullable Jid to) {
        if (to == null || inside.contains(to.domain())) {
            return Direction.INSIDE;
        }
        return rooms.contains(to.domain()) ? Direction.ROOM : Direction.OUTSIDE;
    }
}
