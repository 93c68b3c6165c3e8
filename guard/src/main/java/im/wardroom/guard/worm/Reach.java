// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.worm;

import im.wardroom.xmpp.address.BareJid;
import java.util.List;

/// Whom an act reaches.
///
/// @param venue what counts as one recipient: an account, a room, or the sender's own audience
/// @param people who see it there, as far as they are known
record Reach(Kind kind, BareJid venue, List<BareJid> people) {

    enum Kind {
        PERSON,
        ROOM,
        /// Whoever looks at the sender's status, profile or nodes.
        AUDIENCE,
        /// Nobody else.
        NOBODY
    }

    long key() {
        return Hashes.of(venue) + kind.ordinal();
    }
}
