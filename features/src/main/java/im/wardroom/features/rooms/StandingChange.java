// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.rooms;

import im.wardroom.server.extension.EntityContext;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import org.jspecify.annotations.Nullable;

/// Somebody gets or loses an affiliation (XEP-0045 §9.1 to §9.5, §10.3 to §10.8).
final class StandingChange {

    private StandingChange() {}

    /// @throws StanzaException if who asks may not do that
    static void check(Room room, BareJid asking, BareJid target, Affiliation affiliation) {
        Affiliation own = room.affiliations().of(asking);
        Affiliation theirs = room.affiliations().of(target);
        if (!own.isAtLeast(Affiliation.ADMIN)) {
            throw new StanzaException(Condition.FORBIDDEN, "Only administrators of the room may do that.");
        }
        boolean touchesTheTop = affiliation.isAtLeast(Affiliation.ADMIN) || theirs.isAtLeast(Affiliation.ADMIN);
        if (touchesTheTop && own != Affiliation.OWNER) {
            throw new StanzaException(Condition.NOT_ALLOWED, "Only owners of the room may do that.");
        }
        if (asking.equals(target) && affiliation == Affiliation.OUTCAST) {
            throw new StanzaException(Condition.CONFLICT, "One does not ban oneself.");
        }
        boolean loses = theirs == Affiliation.OWNER && affiliation != Affiliation.OWNER;
        if (loses && room.affiliations().with(Affiliation.OWNER).count() == 1) {
            throw new StanzaException(Condition.CONFLICT, "A room has to have an owner.");
        }
    }

    static void apply(
            Room room,
            BareJid target,
            Affiliation affiliation,
            @Nullable String reason,
            @Nullable Occupant actor,
            EntityContext out) {
        room.affiliations().set(target, affiliation, reason, out);
        var actorNick = actor == null ? null : actor.nick;
        for (Occupant occupant : room.occupants().of(target)) {
            if (affiliation == Affiliation.OUTCAST) {
                Leave.remove(room, occupant, Notice.gone(Muc.BANNED, reason, actorNick), out);
            } else if (affiliation == Affiliation.NONE && room.config().membersOnly()) {
                Leave.remove(room, occupant, Notice.gone(Muc.NO_MEMBER, reason, actorNick), out);
            } else {
                RoomRole before = occupant.role;
                occupant.role = RoomRole.initial(affiliation, room.config().moderated());
                room.announcements().changed(occupant, before, Notice.changed(reason, actorNick), out);
            }
        }
    }
}
