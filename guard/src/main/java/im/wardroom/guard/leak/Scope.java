// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.leak;

import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Domain;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// For whom a rule holds, and on which ways. Of senders, one that is named in any way is meant; if none is named,
/// everybody is.
///
/// @param rooms those that it holds for on the way to rooms; none means all
/// @param directions none means all
public record Scope(
        Set<BareJid> accounts, Set<Domain> domains, Set<String> groups, Set<BareJid> rooms, Set<Direction> directions) {

    public static final Scope EVERYWHERE = new Scope(Set.of(), Set.of(), Set.of(), Set.of(), Set.of());

    public Scope {
        accounts = Set.copyOf(accounts);
        domains = Set.copyOf(domains);
        groups = Set.copyOf(groups);
        rooms = Set.copyOf(rooms);
        directions = Set.copyOf(directions);
    }

    boolean covers(BareJid sender, Set<String> senderGroups, Direction direction, @Nullable BareJid recipient) {
        return coversSender(sender, senderGroups)
                && (directions.isEmpty() || directions.contains(direction))
                && (direction != Direction.ROOM || rooms.isEmpty() || recipient != null && rooms.contains(recipient));
    }

    private boolean coversSender(BareJid sender, Set<String> senderGroups) {
        boolean everybody = accounts.isEmpty() && domains.isEmpty() && groups.isEmpty();
        return everybody
                || accounts.contains(sender)
                || domains.contains(sender.domain())
                || groups.stream().anyMatch(senderGroups::contains);
    }
}
