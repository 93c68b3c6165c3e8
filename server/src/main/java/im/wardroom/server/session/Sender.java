// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.session;

import im.wardroom.xmpp.address.FullJid;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.stanza.StanzaError;
import im.wardroom.xmpp.stanza.StreamError.Condition;
import im.wardroom.xmpp.stanza.StreamException;
import im.wardroom.xmpp.xml.Element;
import org.jspecify.annotations.Nullable;

/// Who sends what comes from a session. It stamps and refuses in that name, and sends nothing itself. Immutable.
final class Sender {

    private final FullJid jid;
    private final String full;
    private final String bare;
    private final @Nullable String language;

    /// @param language of what it sends unless a stanza says otherwise, or null
    Sender(FullJid jid, @Nullable String language) {
        this.jid = jid;
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

    /// What the sender is told of a stanza that is none. RFC 6120 §8.3.1: an answer is not answered.
    @Nullable
    Message refusal(Element stamped, StanzaError error) {
        String type = stamped.attribute("type");
        if ("error".equals(type) || "result".equals(type)) {
            return null;
        }
        return new Message(error.refusing(stamped).with("to", full), null, jid, Message.Type.ERROR);
    }
}
