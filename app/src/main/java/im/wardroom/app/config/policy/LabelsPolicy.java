// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config.policy;

import im.wardroom.app.config.Checked;
import im.wardroom.app.config.Default;
import im.wardroom.app.config.Doc;
import im.wardroom.app.config.Example;
import im.wardroom.guard.Mode;
import im.wardroom.guard.label.LabelRules;
import im.wardroom.guard.label.Sensitivity;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Security labels, and who is cleared for what.
public record LabelsPolicy(
        @Doc("Whether what is above somebody's clearance is kept away.") @Default("off")
        Mode mode,

        @Doc("The levels, the lowest first.") @Default("UNCLASSIFIED, RESTRICTED, CONFIDENTIAL, SECRET")
        List<String> levels,

        @Doc("The label that a message without one is taken to have; none is as the lowest level.")
        @Example("UNCLASSIFIED")
        Optional<String> unlabelled,

        @Doc("Whether clients shall let people choose from the catalogue only.") @Default("false")
        boolean restrictive,

        @Doc("The level that everybody else is cleared for, here and elsewhere; the lowest one if this is empty.")
        @Default("")
        String othersLevel,

        @Doc("The labels.") List<LabelPolicy> label,

        @Doc("Who is cleared for what; an address counts before its domain.")
        List<ClearancePolicy> clearance)
        implements Checked {

    /// For the guard.
    public LabelRules rules() {
        return new LabelRules(
                mode,
                label.stream().map(one -> one.label(levels)).toList(),
                clearance.stream().map(one -> one.clearance(levels)).toList(),
                new Sensitivity(othersLevel.isEmpty() ? 0 : levels.indexOf(othersLevel), Set.of()),
                unlabelled.orElse(null),
                restrictive);
    }

    @Override
    public void check(Findings findings) {
        if (levels.isEmpty() || new HashSet<>(levels).size() != levels.size()) {
            findings.add("levels", levels.toString(), "at least one level, and each once");
        }
        if (!othersLevel.isEmpty()) {
            checkLevel("others-level", othersLevel, findings);
        }
        label.forEach(one -> checkLevel("label", one.level().orElse(""), findings));
        clearance.forEach(one -> checkLevel("clearance", one.level().orElse(""), findings));
        Set<String> names = new HashSet<>();
        label.stream()
                .flatMap(one -> one.name().stream())
                .filter(name -> !names.add(name))
                .forEach(name -> findings.add("label", "two of the name \"" + name + '"', "a name for each"));
        unlabelled
                .filter(name -> !names.contains(name))
                .ifPresent(name -> findings.add("unlabelled", '"' + name + '"', "the name of a [[labels.label]]"));
    }

    private void checkLevel(String key, String level, Findings findings) {
        if (!levels.contains(level)) {
            findings.add(key, "the level \"" + level + '"', "one of " + String.join(", ", levels));
        }
    }
}
