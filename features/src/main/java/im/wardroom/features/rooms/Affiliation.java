// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.rooms;

import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Long-lived standing in a room, the lowest first (XEP-0045 §5.2).
enum Affiliation {
    OUTCAST,
    NONE,
    MEMBER,
    ADMIN,
    OWNER;

    static @Nullable Affiliation of(@Nullable String name) {
        if (name == null) {
            return null;
        }
        return Arrays.stream(values())
                .filter(affiliation -> affiliation.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new StanzaException(Condition.BAD_REQUEST, "There is no such affiliation."));
    }

    boolean isAtLeast(Affiliation other) {
        return compareTo(other) >= 0;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
