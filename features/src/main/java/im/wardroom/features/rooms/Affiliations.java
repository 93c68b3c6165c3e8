// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.rooms;

import im.wardroom.server.extension.EntityContext;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.address.Resource;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Who has which standing in a room, and which nickname is reserved for whom (XEP-0045 §5.2, §7.10). Belongs to the
/// room.
final class Affiliations {

    /// Documents of this namespace, by the bare JID.
    static final String NS = "rooms:affiliations";

    /// In one room.
    static final int MAX = 20_000;

    /// @param nick that nobody else may use
    record Standing(
            Affiliation affiliation,
            @Nullable Resource nick,
            @Nullable String reason) {

        private Element toElement() {
            return Element.of(Muc.ADMIN, "item")
                    .with("affiliation", affiliation.toString())
                    .with("nick", nick == null ? null : nick.toString())
                    .with("reason", reason);
        }

        private static Standing of(Element item) {
            String nick = item.attribute("nick");
            return new Standing(
                    Objects.requireNonNull(Affiliation.of(item.attribute("affiliation"))),
                    nick == null ? null : new Resource(nick),
                    item.attribute("reason"));
        }
    }

    private final Map<BareJid, Standing> standings = new LinkedHashMap<>();

    void load(Map<String, byte[]> documents) {
        documents.forEach(
                (jid, bytes) -> standings.put(Jid.parse(jid).bare(), Standing.of(Element.read(bytes, Muc.ADMIN))));
    }

    void clear() {
        standings.clear();
    }

    Affiliation of(BareJid jid) {
        Standing standing = standings.get(jid);
        return standing == null ? Affiliation.NONE : standing.affiliation();
    }

    @Nullable
    Resource nickOf(BareJid jid) {
        Standing standing = standings.get(jid);
        return standing == null ? null : standing.nick();
    }

    boolean isReservedForOther(Resource nick, BareJid jid) {
        return standings.entrySet().stream()
                .anyMatch(e -> nick.equals(e.getValue().nick()) && !e.getKey().equals(jid));
    }

    Stream<Map.Entry<BareJid, Standing>> with(Affiliation affiliation) {
        return standings.entrySet().stream().filter(e -> e.getValue().affiliation() == affiliation);
    }

    /// Keeps the reserved nickname of who had one and has any standing still.
    void set(BareJid jid, Affiliation affiliation, @Nullable String reason, EntityContext out) {
        Resource nick = affiliation.isAtLeast(Affiliation.MEMBER) ? nickOf(jid) : null;
        put(jid, new Standing(affiliation, nick, reason), out);
    }

    void reserve(BareJid jid, Affiliation affiliation, Resource nick, EntityContext out) {
        put(jid, new Standing(affiliation, nick, null), out);
    }

    private void put(BareJid jid, Standing standing, EntityContext out) {
        if (standing.affiliation() == Affiliation.NONE) {
            if (standings.remove(jid) != null) {
                out.delete(NS, jid.toString());
            }
            return;
        }
        if (!standings.containsKey(jid) && standings.size() >= MAX) {
            throw new StanzaException(Condition.RESOURCE_CONSTRAINT, "The room's lists are full.");
        }
        standings.put(jid, standing);
        out.put(NS, jid.toString(), standing.toElement().toBytes(Muc.ADMIN));
    }
}
