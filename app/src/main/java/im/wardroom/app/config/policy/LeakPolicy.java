// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config.policy;

import im.wardroom.app.config.Checked;
import im.wardroom.app.config.Doc;
import im.wardroom.guard.leak.LeakRules;
import im.wardroom.xmpp.address.BareJid;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What must not leave.
public record LeakPolicy(
        @Doc("What is looked for, and what is done about it. Without any rule, the built-in ones observe: cards, ibans,"
                + " keys, positions, e-mail-lists.")
        List<LeakRulePolicy> rule,

        @Doc("Groups of people that rules can name.") List<LeakGroupPolicy> group)
        implements Checked {

    /// For the guard.
    public LeakRules rules() {
        Map<String, Set<BareJid>> groups = new HashMap<>();
        group.forEach(one -> groups.put(one.name().orElseThrow(), Set.copyOf(one.members())));
        return new LeakRules(
                rule.isEmpty()
                        ? LeakRules.DEFAULT.rules()
                        : rule.stream().map(LeakRulePolicy::rule).toList(),
                groups);
    }

    @Override
    public void check(Findings findings) {
        Set<String> groups = new HashSet<>();
        group.stream().flatMap(one -> one.name().stream()).forEach(name -> {
            if (!groups.add(name)) {
                findings.add("group", "two of the name \"" + name + '"', "a name for each");
            }
        });
        rule.stream()
                .flatMap(one -> one.groups().stream())
                .filter(name -> !groups.contains(name))
                .forEach(name ->
                        findings.add("rule", "a rule for the group \"" + name + '"', "a [[leak.group]] of that name"));
        Set<String> names = new HashSet<>();
        rule.stream()
                .flatMap(one -> one.name().stream())
                .filter(name -> !names.add(name))
                .forEach(name -> findings.add("rule", "two of the name \"" + name + '"', "a name for each"));
    }
}
