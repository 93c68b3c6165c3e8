// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.session;

import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.stanza.StanzaError;
import org.jspecify.annotations.Nullable;

/// A stanza on its way to a client.
///
/// @param number its place in the log, or 0
record Outbound(Stanza stanza, long number) {

    byte[] bytes() {
        return stanza.element().toBytes();
    }

    /// XEP-0198 §5: a request that was never delivered is answered, so that nobody waits for ever. Null for anything
    /// else.
    @Nullable
    Stanza undelivered() {
        boolean awaited = stanza instanceof Iq iq && iq.isRequest() && iq.from() != null && iq.to() != null;
        return awaited ? stanza.errorReply(StanzaError.of(StanzaError.Condition.RECIPIENT_UNAVAILABLE)) : null;
    }
}
