// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.block;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The rules about names, of which the longest name decides, without those that change nothing: below a denied name
/// are only rules that pass, and below those only rules that deny again. Immutable.
public final class NameRules {

    private final List<NameRule> every;
    private final List<NameRule> kept = new ArrayList<>();
    private final Map<Name, NameRule> wide = new HashMap<>();
    private final Map<NameRule, Integer> depths = new HashMap<>();
    private final Map<NameRule, List<NameRule>> below = new HashMap<>();

    /// @param rules one for each name and width
    NameRules(Collection<NameRule> rules) {
        every = rules.stream()
                // What is about all below a name comes before what is about the name alone.
                .sorted(Comparator.comparing(NameRule::name).thenComparing(rule -> !rule.isWide()))
                .toList();
        for (NameRule rule : every) {
            NameRule around = around(rule).orElse(null);
            if (matters(rule, around)) {
                keep(rule, around);
            }
        }
    }

    private static boolean matters(NameRule rule, @Nullable NameRule around) {
        return around == null
                ? rule.verdict().isDeny() || rule.verdict().passesAs(Verdict.Reason.ALLOWED)
                : rule.verdict().isDeny() != around.verdict().isDeny();
    }

    private void keep(NameRule rule, @Nullable NameRule around) {
        kept.add(rule);
        if (rule.isWide()) {
            wide.put(rule.name(), rule);
        }
        depths.put(rule, around == null ? rule.verdict().isDeny() ? 1 : 0 : depth(around) + 1);
        if (around != null) {
            below.computeIfAbsent(around, any -> new ArrayList<>()).add(rule);
        }
    }

    /// The rule that would decide if this one were not there.
    Optional<NameRule> around(NameRule rule) {
        return rule.isWide() ? rule.name().parent().flatMap(this::nearest) : nearest(rule.name());
    }

    private Optional<NameRule> nearest(Name name) {
        for (Optional<Name> at = Optional.of(name);
                at.isPresent();
                at = at.get().parent()) {
            NameRule found = wide.get(at.get());
            if (found != null) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    /// How often what is above a rule changes its mind: rules that deny have 1, 3, …, rules that pass 0, 2, ….
    int depth(NameRule rule) {
        return depths.getOrDefault(rule, 0);
    }

    /// The exceptions right below a rule.
    List<NameRule> exceptions(NameRule rule) {
        return below.getOrDefault(rule, List.of());
    }

    /// The rules that matter, from the top of the tree of names.
    public List<NameRule> rules() {
        return kept;
    }

    /// The rules that deny and matter.
    public List<NameRule> denied() {
        return kept.stream().filter(rule -> rule.verdict().isDeny()).toList();
    }

    /// The rules that pass and matter.
    public List<NameRule> passed() {
        return kept.stream().filter(rule -> !rule.verdict().isDeny()).toList();
    }

    /// All names that are denied, those that a wider rule covers included, for who cannot say "and all below".
    public List<Name> eachDenied() {
        Map<Name, Boolean> denied = new HashMap<>();
        every.forEach(rule -> denied.put(rule.name(), rule.verdict().isDeny()));
        return every.stream()
                .map(NameRule::name)
                .distinct()
                .filter(name -> denied.getOrDefault(name, false))
                .toList();
    }
}
