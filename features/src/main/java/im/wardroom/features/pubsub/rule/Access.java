// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.pubsub.rule;

import java.util.Collections;
import org.jspecify.annotations.Nullable;

/// Who may do what with a node (XEP-0060 §4.1, §4.5). Each question is answered with null, or with what is in the way.
public final class Access {

    private Access() {}

    /// May the entity have the items?
    public static @Nullable Refusal reading(NodeOptions options, Standing who) {
        return switch (who.affiliation()) {
            case OWNER, PUBLISHER, MEMBER -> null;
            case OUTCAST, PUBLISH_ONLY -> Refusal.FORBIDDEN;
            case NONE -> byModel(options, who);
        };
    }

    private static @Nullable Refusal byModel(NodeOptions options, Standing who) {
        return switch (options.one(Option.ACCESS_MODEL)) {
            case "open" -> null;
            case "presence" -> who.seesPresence() ? null : Refusal.PRESENCE_REQUIRED;
            case "roster" -> isInGroup(options, who) ? null : Refusal.NOT_IN_ROSTER_GROUP;
            case "authorize" -> who.isSubscribed() ? null : Refusal.NOT_SUBSCRIBED;
            default -> Refusal.CLOSED_NODE;
        };
    }

    private static boolean isInGroup(NodeOptions options, Standing who) {
        return who.seesPresence() && !Collections.disjoint(options.all(Option.GROUPS), who.groups());
    }

    /// May the entity subscribe, if need be after the owner agreed?
    public static @Nullable Refusal subscribing(NodeOptions options, Standing who) {
        Refusal reading = reading(options, who);
        return reading == Refusal.NOT_SUBSCRIBED ? null : reading;
    }

    /// Must the owner agree first?
    public static boolean needsApproval(NodeOptions options, Standing who) {
        return reading(options, who) == Refusal.NOT_SUBSCRIBED;
    }

    public static @Nullable Refusal publishing(NodeOptions options, Standing who) {
        boolean may = switch (who.affiliation()) {
            case OWNER, PUBLISHER, PUBLISH_ONLY -> true;
            case OUTCAST -> false;
            case MEMBER, NONE ->
                switch (options.one(Option.PUBLISH_MODEL)) {
                    case "open" -> reading(options, who) == null;
                    case "subscribers" -> who.isSubscribed() && reading(options, who) == null;
                    default -> false;
                };
        };
        return may ? null : Refusal.FORBIDDEN;
    }

    /// Configuring, purging, deleting, and saying who is what.
    public static @Nullable Refusal owning(Standing who) {
        return who.isOwner() ? null : Refusal.FORBIDDEN;
    }

    /// Throws what is in the way.
    public static void check(@Nullable Refusal refusal) {
        if (refusal != null) {
            throw refusal.exception();
        }
    }
}
