// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.rooms;

import im.wardroom.server.extension.EntityContext;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The hats of a room, and who wears which (XEP-0317). Belongs to the room.
final class Hats {

    /// Documents of this namespace: hats, by their URIs.
    static final String NS = "rooms:hats";

    /// Documents of this namespace: what somebody wears, by the bare JID.
    static final String WORN = "rooms:hats:worn";

    static final int MAX = 50;
    static final int MAX_OF_ONE = 10;
    static final int MAX_WEARERS = 2_000;

    private final Map<String, Hat> hats = new LinkedHashMap<>();
    private final Map<BareJid, Set<String>> worn = new LinkedHashMap<>();

    void load(Map<String, byte[]> kept, Map<String, byte[]> keptWorn) {
        kept.forEach((uri, hat) -> hats.put(uri, Hat.of(Element.read(hat, ""))));
        keptWorn.forEach((jid, uris) -> worn.put(
                Jid.parse(jid).bare(),
                new LinkedHashSet<>(
                        new String(uris, StandardCharsets.UTF_8).lines().toList())));
    }

    void clear() {
        hats.clear();
        worn.clear();
    }

    Collection<Hat> all() {
        return hats.values();
    }

    /// In the order in which they were put on.
    List<Hat> of(BareJid user) {
        return worn.getOrDefault(user, Set.of()).stream()
                .flatMap(uri -> Stream.ofNullable(hats.get(uri)))
                .toList();
    }

    Set<BareJid> wearers() {
        return worn.keySet();
    }

    List<BareJid> wearersOf(String uri) {
        return worn.entrySet().stream()
                .filter(wearer -> wearer.getValue().contains(uri))
                .map(Map.Entry::getKey)
                .toList();
    }

    /// @throws StanzaException if there is none
    Hat find(String uri) {
        Hat hat = hats.get(uri);
        if (hat == null) {
            throw new StanzaException(Condition.ITEM_NOT_FOUND, "The room has no such hat.");
        }
        return hat;
    }

    /// False if it is there already, as it is.
    boolean put(Hat hat, EntityContext out) {
        if (hat.equals(hats.get(hat.uri()))) {
            return false;
        }
        if (!hats.containsKey(hat.uri()) && hats.size() >= MAX) {
            throw new StanzaException(Condition.RESOURCE_CONSTRAINT, "A room has " + MAX + " hats at most.");
        }
        hats.put(hat.uri(), hat);
        out.put(NS, hat.uri(), hat.toElement().toBytes(""));
        return true;
    }

    void remove(String uri, EntityContext out) {
        wearersOf(uri).forEach(user -> takeOff(user, uri, out));
        hats.remove(uri);
        out.delete(NS, uri);
    }

    void putOn(BareJid user, String uri, EntityContext out) {
        Set<String> own = new LinkedHashSet<>(worn.getOrDefault(user, Set.of()));
        own.add(uri);
        if (own.size() > MAX_OF_ONE || !worn.containsKey(user) && worn.size() >= MAX_WEARERS) {
            throw new StanzaException(
                    Condition.RESOURCE_CONSTRAINT,
                    "One wears " + MAX_OF_ONE + " hats at most, and of a room " + MAX_WEARERS + " people wear some.");
        }
        worn.put(user, own);
        keep(user, own, out);
    }

    /// @throws StanzaException if the user does not wear it
    void takeOff(BareJid user, String uri, EntityContext out) {
        Set<String> own = new LinkedHashSet<>(worn.getOrDefault(user, Set.of()));
        if (!own.remove(uri)) {
            throw new StanzaException(Condition.ITEM_NOT_FOUND, user + " does not wear that hat.");
        }
        if (own.isEmpty()) {
            worn.remove(user);
            out.delete(WORN, user.toString());
        } else {
            worn.put(user, own);
            keep(user, own, out);
        }
    }

    private static void keep(BareJid user, Set<String> own, EntityContext out) {
        out.put(WORN, user.toString(), String.join("\n", own).getBytes(StandardCharsets.UTF_8));
    }

    /// Another one when the list is another one (XEP-0317 §2); empty if there are none.
    String hash() {
        if (hats.isEmpty()) {
            return "";
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            hats.values().forEach(hat -> digest.update((hat + "\n").getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
