// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.rooms;

import im.wardroom.xmpp.address.Resource;
import im.wardroom.xmpp.stanza.Presence;
import im.wardroom.xmpp.xml.Element;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What happened to an occupant, for the presence that tells of it.
///
/// @param codes of XEP-0045 §15.6.2, for everybody
/// @param newNick that the occupant has from now on
/// @param actor the nickname of who did it
/// @param extra for `<destroy/>` (XEP-0045 §10.9)
record Notice(
        Presence.Type type,
        List<Integer> codes,
        @Nullable Resource newNick,
        @Nullable String reason,
        @Nullable Resource actor,
        @Nullable Element extra) {

    static final Notice HERE = of(Presence.Type.AVAILABLE);
    static final Notice GONE = of(Presence.Type.UNAVAILABLE);

    Notice {
        codes = List.copyOf(codes);
    }

    private static Notice of(Presence.Type type) {
        return new Notice(type, List.of(), null, null, null, null);
    }

    static Notice gone(int code, @Nullable String reason, @Nullable Resource actor) {
        return new Notice(Presence.Type.UNAVAILABLE, List.of(code), null, reason, actor, null);
    }

    static Notice changed(@Nullable String reason, @Nullable Resource actor) {
        return new Notice(Presence.Type.AVAILABLE, List.of(), null, reason, actor, null);
    }

    static Notice renamed(Resource newNick) {
        return new Notice(Presence.Type.UNAVAILABLE, List.of(Muc.NEW_NICK), newNick, null, null, null);
    }

    static Notice destroyed(Element destroy) {
        return new Notice(Presence.Type.UNAVAILABLE, List.of(), null, null, null, destroy);
    }

    boolean isGone() {
        return type == Presence.Type.UNAVAILABLE;
    }
}
