// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard;

import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.stanza.Stanza;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A stanza that somebody is about to send; its `from` is true.
public record Act(Origin origin, Stanza stanza, Instant at) {

    public BareJid sender() {
        return origin.jid().bare();
    }

    /// Null if the stanza is for the sender's own account.
    public @Nullable BareJid recipient() {
        var to = stanza.to();
        return to == null || to.bare().equals(sender()) ? null : Objects.requireNonNull(to.bare());
    }

    /// The same with another stanza in its place.
    public Act with(Stanza changed) {
        return new Act(origin, changed, at);
    }
}
