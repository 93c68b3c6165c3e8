// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.leak;

import im.wardroom.guard.Mode;
import im.wardroom.xmpp.address.BareJid;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// All rules against leaks.
///
/// @param groups whose members rules can name
public record LeakRules(List<LeakRule> rules, Map<String, Set<BareJid>> groups) {

    public static final LeakRules DEFAULT = new LeakRules(
            List.of(
                    observing("cards", new Cards(), 1),
                    observing("ibans", new Ibans(), 1),
                    observing("keys", new Keys(), 1),
                    observing("positions", new Positions(), 1),
                    observing("e-mail-lists", new EmailAddresses(), 10)),
            Map.of());

    public LeakRules {
        rules = List.copyOf(rules);
        groups = Map.copyOf(groups);
    }

    private static LeakRule observing(String name, Recogniser recogniser, int atLeast) {
        return new LeakRule(name, Mode.OBSERVE, Action.CONFIRM, Scope.EVERYWHERE, recogniser, atLeast);
    }

    Set<String> groupsOf(BareJid account) {
        if (groups.isEmpty()) {
            return Set.of();
        }
        Set<String> found = new HashSet<>();
        groups.forEach((name, members) -> {
            if (members.contains(account)) {
                found.add(name);
            }
        });
        return found;
    }
}
