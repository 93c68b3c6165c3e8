// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.account;

import im.wardroom.store.RosterItem;
import im.wardroom.store.RosterItem.Subscription;
import im.wardroom.xmpp.stanza.Presence;

/// The subscription states (RFC 6121 §3 and Appendix A), as pure functions.
final class Subscriptions {

    /// What a subscription stanza does to an item.
    ///
    /// @param item the item afterwards
    /// @param pass the stanza goes on: to the contact if it was outbound, to the owner's devices if inbound
    /// @param request whether a request of the contact is waiting for the owner afterwards
    /// @param approve the contact is answered `subscribed` on the owner's behalf
    record Outcome(RosterItem item, boolean pass, boolean request, boolean approve) {}

    private Subscriptions() {}

    /// RFC 6121 §A.2: the owner sent it.
    static Outcome outbound(Presence.Type type, RosterItem item, boolean request) {
        boolean to = item.subscription().to();
        boolean from = item.subscription().from();
        return switch (type) {
            case SUBSCRIBE -> new Outcome(item.withAsk(item.ask() || !to), true, request, false);
            case UNSUBSCRIBE ->
                new Outcome(item.withAsk(false).with(Subscription.of(false, from)), true, request, false);
            case SUBSCRIBED -> {
                boolean grants = request && !from;
                RosterItem granted =
                        grants ? item.with(Subscription.of(to, true)) : item.withApproved(item.approved() || !from);
                yield new Outcome(granted, grants, false, false);
            }
            case UNSUBSCRIBED ->
                new Outcome(item.withApproved(false).with(Subscription.of(to, false)), from || request, false, false);
            case AVAILABLE, UNAVAILABLE, PROBE, ERROR -> throw new IllegalArgumentException("no subscription: " + type);
        };
    }

    /// RFC 6121 §A.3: the contact sent it.
    static Outcome inbound(Presence.Type type, RosterItem item, boolean request) {
        boolean to = item.subscription().to();
        boolean from = item.subscription().from();
        return switch (type) {
            case SUBSCRIBE -> {
                if (from) {
                    yield new Outcome(item, false, false, true);
                }
                if (item.approved()) {
                    yield new Outcome(item.withApproved(false).with(Subscription.of(to, true)), false, false, true);
                }
                yield new Outcome(item, !request, true, false);
            }
            case UNSUBSCRIBE -> new Outcome(item.with(Subscription.of(to, false)), from || request, false, false);
            case SUBSCRIBED ->
                item.ask()
                        ? new Outcome(item.withAsk(false).with(Subscription.of(true, from)), true, request, false)
                        : new Outcome(item, false, request, false);
            case UNSUBSCRIBED ->
                item.ask() || to
                        ? new Outcome(item.withAsk(false).with(Subscription.of(false, from)), true, request, false)
                        : new Outcome(item, false, request, false);
            case AVAILABLE, UNAVAILABLE, PROBE, ERROR -> throw new IllegalArgumentException("no subscription: " + type);
        };
    }
}
