// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.directory;

import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.xml.Element;
import java.util.Optional;

/// What the directory says of one person: from the visiting card (XEP-0054), and from nowhere else.
///
/// @param listed whether others may find it
record Entry(BareJid jid, String first, String last, String nick, String email, boolean listed) {

    private static final String NS = "vcard-temp";

    /// Of one value, however long it is.
    private static final int MAX = 200;

    static Entry of(BareJid jid, byte[] card, boolean listed) {
        return card.length == 0 ? nameless(jid, listed) : of(jid, Element.read(card, ""), listed);
    }

    private static Entry nameless(BareJid jid, boolean listed) {
        return new Entry(jid, "", "", String.valueOf(jid.local()), "", listed);
    }

    private static Entry of(BareJid jid, Element card, boolean listed) {
        Optional<Element> name = card.find(NS, "N");
        String first = name.map(n -> text(n, "GIVEN")).orElse("");
        String last = name.map(n -> text(n, "FAMILY")).orElse("");
        String nick = text(card, "NICKNAME");
        return new Entry(
                jid,
                first.isEmpty() && last.isEmpty() ? text(card, "FN") : first,
                last,
                nick.isEmpty() ? String.valueOf(jid.local()) : nick,
                card.find(NS, "EMAIL").map(e -> text(e, "USERID")).orElse(""),
                listed);
    }

    private static String text(Element parent, String name) {
        String text = parent.find(NS, name).map(Element::text).orElse("").strip();
        return text.length() <= MAX ? text : text.substring(0, MAX);
    }

    Entry with(boolean changed) {
        return new Entry(jid, first, last, nick, email, changed);
    }

    String value(Field field) {
        return switch (field) {
            case FIRST -> first;
            case LAST -> last;
            case NICK -> nick;
            case EMAIL -> email;
        };
    }
}
