// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.pubsub.rule;

import java.util.Set;

/// Whose nodes they are, and what that makes different: an account's (XEP-0163), or those of a service for many
/// people.
///
/// @param usual how a node is that nobody configured
/// @param accessModels those that mean something there
/// @param ofOnePerson the account's owner alone makes nodes and owns them, and publishing makes them
public record Profile(Limits limits, NodeOptions usual, Set<String> accessModels, boolean ofOnePerson) {

    public Profile {
        accessModels = Set.copyOf(accessModels);
    }

    public static Profile ofAccounts(Limits limits) {
        return new Profile(limits, NodeOptions.USUAL, Set.copyOf(Option.ACCESS_MODEL.choices()), true);
    }

    /// It sees nobody's presence, and has no contacts.
    public static Profile ofAService(Limits limits) {
        return new Profile(
                limits,
                NodeOptions.USUAL
                        .with(Option.ACCESS_MODEL, "open")
                        .with(Option.SEND_LAST, "on_sub")
                        .with(Option.MAX_ITEMS, "100"),
                Set.of("authorize", "open", "whitelist"),
                false);
    }
}
