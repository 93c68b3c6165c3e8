// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.rooms;

import im.wardroom.server.extension.EntityContext;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import org.jspecify.annotations.Nullable;

/// Somebody gets or loses a role (XEP-0045 §8.2 to §8.4, §9.6, §9.7).
final class RoleChange {

    private RoleChange() {}

    /// @throws StanzaException if the moderator may not do that
    static void check(Room room, Occupant moderator, Occupant target, RoomRole role) {
        Affiliation own = room.affiliations().of(moderator.user);
        Affiliation theirs = room.affiliations().of(target.user);
        if (moderator.role != RoomRole.MODERATOR) {
            throw new StanzaException(Condition.FORBIDDEN, "Only moderators may do that.");
        }
        boolean touchesModerator = role == RoomRole.MODERATOR || target.role == RoomRole.MODERATOR;
        if (touchesModerator && target != moderator && !own.isAtLeast(Affiliation.ADMIN)) {
            throw new StanzaException(Condition.NOT_ALLOWED, "Only administrators of the room may do that.");
        }
        boolean takes = role != RoomRole.MODERATOR;
        if (takes && theirs.isAtLeast(Affiliation.ADMIN) && (theirs.isAtLeast(own) || role == RoomRole.NONE)) {
            throw new StanzaException(Condition.NOT_ALLOWED, "That person is in charge of the room.");
        }
    }

    static void apply(
            Room room,
            Occupant target,
            RoomRole role,
            @Nullable String reason,
            @Nullable Occupant actor,
            EntityContext out) {
        if (role == RoomRole.NONE) {
            Leave.remove(room, target, Notice.gone(Muc.KICKED, reason, actor == null ? null : actor.nick), out);
        } else {
            RoomRole before = target.role;
            target.role = role;
            room.announcements()
                    .changed(target, before, Notice.changed(reason, actor == null ? null : actor.nick), out);
        }
    }
}
