// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.rooms;

import im.wardroom.server.extension.EntityContext;
import im.wardroom.xmpp.address.FullJid;
import im.wardroom.xmpp.address.Resource;
import im.wardroom.xmpp.stanza.Presence;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;

/// Somebody enters a room that does not exist, and becomes its owner (XEP-0045 §10.1).
final class Creation {

    private Creation() {}

    static void create(Room room, Presence presence, FullJid who, Resource nick, EntityContext out) {
        Join.checkForm(presence);
        out.awaitAlone(presence, room.rules().mayCreate().ask(who.bare()), allowed -> {
            if (allowed) {
                out.create(() -> created(room, presence, who, nick, out));
            } else {
                throw new StanzaException(Condition.NOT_ALLOWED, "You may not create rooms.");
            }
        });
    }

    private static void created(Room room, Presence presence, FullJid who, Resource nick, EntityContext out) {
        room.begin(room.rules().secrets().get(), out);
        room.affiliations().set(who.bare(), Affiliation.OWNER, null, out);
        Join.seat(room, presence, who, nick, true, out);
    }
}
