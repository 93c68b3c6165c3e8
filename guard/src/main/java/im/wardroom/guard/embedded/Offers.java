// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.embedded;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.xml.Element;
import org.jspecify.annotations.Nullable;

/// What people said of files before they sent them in pieces: name, type and size, by stream (XEP-0096, XEP-0261).
/// Thread-safe and bounded.
final class Offers {

    static final String SI = "http://jabber.org/protocol/si";
    static final String SI_FILE = "http://jabber.org/protocol/si/profile/file-transfer";
    static final String JINGLE = "urn:xmpp:jingle:1";
    private static final String IBB_TRANSPORT = "urn:xmpp:jingle:transports:ibb:1";
    private static final int MAX_OFFERS = 10_000;
    private static final int MAX_TEXT = 500;

    /// @param size -1 if it is not known
    record Offer(String name, String type, long size) {
        static final Offer NOTHING = new Offer("", "", -1);
    }

    record Key(Jid sender, Jid receiver, String sid) {}

    private final Cache<Key, Offer> offers =
            Caffeine.newBuilder().maximumSize(MAX_OFFERS).build();

    /// Notes what a stanza offers.
    void see(Stanza stanza) {
        Jid from = stanza.from();
        Jid to = stanza.to();
        if (from == null || to == null) {
            return;
        }
        for (Element payload : stanza.element().elements().toList()) {
            if (payload.is(SI, "si")) {
                String id = payload.attribute("id");
                Element file = payload.child(SI_FILE, "file");
                if (id != null && file != null) {
                    note(
                            new Key(from, to, id),
                            file.attribute("name", ""),
                            payload.attribute("mime-type", ""),
                            file.attribute("size", ""));
                }
            } else if (payload.is(JINGLE, "jingle")) {
                payload.elements(JINGLE, "content").limit(5).forEach(content -> jingle(from, to, content));
            }
        }
    }

    private void jingle(Jid from, Jid to, Element content) {
        Element transport = content.child(IBB_TRANSPORT, "transport");
        Element description = content.elements()
                .filter(child -> child.name().equals("description"))
                .findFirst()
                .orElse(null);
        String sid = transport == null ? null : transport.attribute("sid");
        if (sid == null) {
            return;
        }
        Element file = description == null ? null : description.child(description.namespace(), "file");
        if (file != null) {
            note(new Key(from, to, sid), text(file, "name"), text(file, "media-type"), text(file, "size"));
        }
    }

    private static String text(Element file, String name) {
        Element child = file.child(file.namespace(), name);
        return child == null ? "" : child.text().strip();
    }

    private void note(Key key, String name, String type, String size) {
        long bytes = size.matches("\\d{1,15}") ? Long.parseLong(size) : -1;
        offers.put(key, new Offer(cut(name), cut(type), bytes));
    }

    private static String cut(String text) {
        return text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
    }

    Offer of(Key key) {
        @Nullable Offer known = offers.getIfPresent(key);
        return known == null ? Offer.NOTHING : known;
    }
}
