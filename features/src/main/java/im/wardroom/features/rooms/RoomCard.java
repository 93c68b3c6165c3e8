// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.rooms;

import im.wardroom.server.extension.EntityContext;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.address.FullJid;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// The room's vCard, and with it its avatar (XEP-0486 §3.2); an empty card takes both away.
final class RoomCard {

    static final String NS = "vcard-temp";
    static final String KEY = "vcard";
    private static final int MAX_BYTES = 100 * 1024;

    private RoomCard() {}

    static void handle(Room room, Iq iq, Element card, FullJid from, EntityContext out) {
        if (iq.type() == Iq.Type.GET) {
            if (room.card() == null) {
                throw Muc.refused(Condition.ITEM_NOT_FOUND);
            }
            out.send(iq.result(Element.read(room.card(), "")));
            return;
        }
        if (room.affiliations().of(from.bare()) != Affiliation.OWNER) {
            throw new StanzaException(Condition.FORBIDDEN, "Only owners of the room may do that.");
        }
        byte[] bytes = card.children().isEmpty() ? null : card.toBytes("");
        if (bytes != null && bytes.length > MAX_BYTES) {
            throw new StanzaException(Condition.NOT_ACCEPTABLE, "The card is too large.");
        }
        room.card(bytes, out);
        out.send(iq.result(null));
        // Clients look again.
        Element message = Element.of(Namespaces.CLIENT, "message")
                .with("type", "groupchat")
                .with("from", room.address().toString())
                .with(Element.of(Muc.USER, "x").with(Announcements.status(Muc.CONFIGURED)));
        Speech.broadcast(room, message, false, out);
    }

    /// The hash of the picture (XEP-0153 §3.1), or null if there is none.
    static @Nullable String hash(byte[] card) {
        return Element.read(card, "")
                .find(NS, "PHOTO")
                .flatMap(photo -> photo.find(NS, "BINVAL"))
                .map(value -> hash(value.text()))
                .orElse(null);
    }

    private static @Nullable String hash(String base64) {
        try {
            byte[] picture = Base64.getMimeDecoder().decode(base64);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(picture));
        } catch (IllegalArgumentException e) {
            return null;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
