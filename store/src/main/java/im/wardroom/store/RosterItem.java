// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store;

import im.wardroom.xmpp.address.BareJid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A contact as its owner sees it (RFC 6121 §2.1.2).
///
/// @param ask a subscription request of the owner is unanswered
/// @param approved the contact's subscription is approved in advance (RFC 6121 §3.4)
public record RosterItem(
        BareJid jid,
        @Nullable String name,
        List<String> groups,
        Subscription subscription,
        boolean ask,
        boolean approved) {

    public enum Subscription {
        NONE,
        TO,
        FROM,
        BOTH;

        /// The owner sees the contact's presence.
        public boolean to() {
            return this == TO || this == BOTH;
        }

        /// The contact sees the owner's presence.
        public boolean from() {
            return this == FROM || this == BOTH;
        }

        public static Subscription of(boolean to, boolean from) {
            return to ? (from ? BOTH : TO) : (from ? FROM : NONE);
        }
    }

    public RosterItem {
        groups = List.copyOf(groups);
    }

    public static RosterItem none(BareJid jid) {
        return new RosterItem(jid, null, List.of(), Subscription.NONE, false, false);
    }

    public RosterItem with(Subscription changed) {
        return new RosterItem(jid, name, groups, changed, ask, approved);
    }

    public RosterItem withAsk(boolean changed) {
        return new RosterItem(jid, name, groups, subscription, changed, approved);
    }

    public RosterItem withApproved(boolean changed) {
        return new RosterItem(jid, name, groups, subscription, ask, changed);
    }

    public RosterItem named(@Nullable String changedName, List<String> changedGroups) {
        return new RosterItem(jid, changedName, changedGroups, subscription, ask, approved);
    }
}
