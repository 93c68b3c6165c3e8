// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.session;

import im.wardroom.xmpp.address.FullJid;
import im.wardroom.xmpp.stanza.StreamError.Condition;
import im.wardroom.xmpp.stanza.StreamException;
import im.wardroom.xmpp.xml.Element;
import org.jspecify.annotations.Nullable;

/// Who sends what comes from a session. Immutable.
final class Sender {

    private final String full;
    private final String bare;
    private final @Nullable String language;

    /// @param language of what it sends unless a stanza says otherwise, or null
    Sender(FullJid jid, @Nullable String language) {
        this.full = jid.toString();
        this.bare = jid.bare().toString();
        this.language = language;
    }

    /// RFC 6120 §8.1.2.1: the sender is who signed in, and nobody else. RFC 6120 §8.1.5: what is for people has a
    /// language.
    Element stamp(Element stanza) {
        String claimed = stanza.attribute("from");
        if (claimed != null && !claimed.equals(full) && !claimed.equals(bare)) {
            throw new StreamException(Condition.INVALID_FROM, "A stanza's 'from' is not the address that signed in.");
        }
        Element stamped = stanza.with("from", full);
        boolean lacksLanguage =
                stanza.attribute("xml:lang") == null && !stanza.name().equals("iq");
        return language != null && lacksLanguage ? stamped.with("xml:lang", language) : stamped;
    }
}
