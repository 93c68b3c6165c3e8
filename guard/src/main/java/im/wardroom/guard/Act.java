// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard;

import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Stanza;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A stanza that somebody is about to send; its `from` is true. Immutable; may be passed from thread to thread.
public final class Act {

    private final Origin origin;
    private final Stanza stanza;
    private final Instant at;
    private final @Nullable BareJid recipient;
    private @Nullable Glance glance;

    public Act(Origin origin, Stanza stanza, Instant at) {
        this.origin = origin;
        this.stanza = stanza;
        this.at = at;
        Jid to = stanza.to();
        this.recipient = to == null || to.bare().equals(sender()) ? null : to.bare();
    }

    public Origin origin() {
        return origin;
    }

    public Stanza stanza() {
        return stanza;
    }

    public Instant at() {
        return at;
    }

    public BareJid sender() {
        return origin.jid().bare();
    }

    /// Null if the stanza is for the sender's own account.
    public @Nullable BareJid recipient() {
        return recipient;
    }

    /// What is in the stanza at all. Looked at once, for all detectors.
    public Glance glance() {
        Glance known = glance;
        if (known == null) {
            known = Glance.of(stanza);
            glance = known;
        }
        return known;
    }

    /// The same with another stanza in its place.
    public Act with(Stanza changed) {
        return new Act(origin, changed, at);
    }

    @Override
    public String toString() {
        return origin + " at " + at + ": " + stanza.element().name();
    }
}
