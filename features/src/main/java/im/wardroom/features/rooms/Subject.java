// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.rooms;

import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.FullJid;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.time.Delay;
import im.wardroom.xmpp.xml.Element;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a room is about, and who said so (XEP-0045 §8.1).
///
/// @param by who set it; null if nobody did
record Subject(String text, @Nullable Jid by, Instant at) {

    static final Subject NONE = new Subject("", null, Instant.EPOCH);
    static final String KEY = "subject";
    static final int MAX_LENGTH = 4_000;

    byte[] toBytes() {
        return Element.of(Muc.NS, KEY, text)
                .with("by", Objects.requireNonNull(by).toString())
                .with("at", at.toString())
                .toBytes("");
    }

    static Subject read(byte[] kept) {
        Element element = Element.read(kept, "");
        return new Subject(
                element.text(),
                Jid.parse(Objects.requireNonNull(element.attribute("by"))),
                Instant.parse(element.attribute("at", "")));
    }

    /// For who enters: the last of what it hears first (XEP-0045 §7.2.15).
    Message to(BareJid room, FullJid device) {
        Element message = Element.of(Namespaces.CLIENT, "message").with("type", "groupchat");
        if (by != null) {
            message = message.with(Delay.of(room.toString(), at));
        }
        return Message.to(by == null ? room : by, device, message.with(Element.of(Namespaces.CLIENT, "subject", text)));
    }
}
