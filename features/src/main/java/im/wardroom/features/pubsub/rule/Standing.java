// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.pubsub.rule;

import java.util.Collection;
import java.util.List;

/// What an entity is to a node and its owner.
///
/// @param seesPresence of the node's owner
/// @param groups of the owner's roster that it is in
public record Standing(
        Affiliation affiliation, Subscription subscription, boolean seesPresence, Collection<String> groups) {

    public static final Standing OWNER = new Standing(Affiliation.OWNER, Subscription.NONE, true, List.of());

    public Standing {
        groups = List.copyOf(groups);
    }

    public boolean isOwner() {
        return affiliation == Affiliation.OWNER;
    }

    boolean isSubscribed() {
        return subscription == Subscription.SUBSCRIBED;
    }
}
