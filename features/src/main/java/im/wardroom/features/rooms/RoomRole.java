// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.rooms;

import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What an occupant may do now, the least first (XEP-0045 §5.1).
enum RoomRole {
    NONE,
    VISITOR,
    PARTICIPANT,
    MODERATOR;

    static @Nullable RoomRole of(@Nullable String name) {
        if (name == null) {
            return null;
        }
        return Arrays.stream(values())
                .filter(role -> role.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new StanzaException(Condition.BAD_REQUEST, "There is no such role."));
    }

    /// XEP-0045 §5.1.2: with which role one enters.
    static RoomRole initial(Affiliation affiliation, boolean moderated) {
        return switch (affiliation) {
            case OUTCAST -> NONE;
            case NONE -> moderated ? VISITOR : PARTICIPANT;
            case MEMBER -> PARTICIPANT;
            case ADMIN, OWNER -> MODERATOR;
        };
    }

    boolean isAtLeast(RoomRole other) {
        return compareTo(other) >= 0;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
