// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.rooms;

import im.wardroom.server.extension.EntityContext;
import im.wardroom.server.extension.Service;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.address.FullJid;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.time.Timestamps;
import im.wardroom.xmpp.xml.Element;
import java.util.OptionalLong;

/// The server's security desk takes a message away that was said in a room, as a moderator would (XEP-0425 §4): it
/// knows its sender, and the id that the sender gave it.
final class Recall {

    static final String NS = "urn:wardroom:guard:0";

    private Recall() {}

    static void handle(Room room, Iq iq, Element recall, FullJid from, EntityContext out) {
        Domain parent = Service.parent(room.address().domain());
        if (!from.domain().equals(new Domain(room.rules().desk() + '.' + parent))) {
            throw new StanzaException(Condition.FORBIDDEN, "Only the security desk may do that.");
        }
        String author = room.ids().of(Jid.parse(recall.attribute("from", "")).bare());
        String id = recall.attribute("id", "");
        out.await(
                iq,
                room.rules().archive().find(room.address(), author, id),
                number -> take(room, iq, number, recall.text(), from, out));
    }

    private static void take(Room room, Iq iq, OptionalLong found, String why, FullJid desk, EntityContext out) {
        if (found.isEmpty()) {
            throw Muc.refused(Condition.ITEM_NOT_FOUND);
        }
        long number = found.getAsLong();
        Element moderated = Element.of(Retraction.MODERATION, "moderated")
                .with("by", desk.bare().toString());
        Element reason = Element.of(Retraction.NS, "reason", why);
        Element tombstone = Element.of(Retraction.NS, "retracted")
                .with("stamp", Timestamps.format(out.now()))
                .with(moderated)
                .with(reason);
        Retraction.replace(room, number, null, tombstone, out);
        Element retract = Element.of(Retraction.NS, "retract")
                .with("id", out.archiveId(number))
                .with(moderated)
                .with(reason);
        Element message = Element.of(Namespaces.CLIENT, "message")
                .with("type", "groupchat")
                .with("id", iq.id())
                .with("from", room.address().toString())
                .with(retract);
        Speech.broadcast(room, message, true, out);
        out.send(iq.result(null));
    }
}
