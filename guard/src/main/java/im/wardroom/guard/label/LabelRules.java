// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.label;

import im.wardroom.guard.Mode;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.xml.Element;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Labels, and who is cleared for what.
///
/// @param clearances of those that are named; an address before its domain, and of several the first
/// @param others what everybody else is cleared for, on this server and elsewhere
/// @param unlabelled the name of the label that a message without one is taken to have; null if it is the lowest of all
/// @param restrictive whether clients shall let people choose from the catalogue only
public record LabelRules(
        Mode mode,
        List<Label> labels,
        List<Clearance> clearances,
        Sensitivity others,
        @Nullable String unlabelled,
        boolean restrictive) {

    public static final LabelRules DEFAULT =
            new LabelRules(Mode.OFF, List.of(), List.of(), Sensitivity.LOWEST, null, false);

    public LabelRules {
        labels = List.copyOf(labels);
        clearances = List.copyOf(clearances);
    }

    public Sensitivity clearance(BareJid who) {
        return clearances.stream()
                .filter(clearance -> clearance.who().contains(who))
                .findFirst()
                .or(() -> clearances.stream()
                        .filter(clearance -> clearance.domains().contains(who.domain()))
                        .findFirst())
                .map(Clearance::sensitivity)
                .orElse(others);
    }

    Optional<Label> label(Element content) {
        return labels.stream().filter(label -> label.is(content)).findFirst();
    }

    /// What a message without a label is taken for.
    public Optional<Label> ofUnlabelled() {
        return labels.stream().filter(label -> label.name().equals(unlabelled)).findFirst();
    }

    /// Those that one may put on what is sent there.
    public List<Label> usable(BareJid sender, BareJid recipient) {
        Sensitivity own = clearance(sender);
        Sensitivity theirs = clearance(recipient);
        return labels.stream()
                .filter(label -> own.dominates(label.sensitivity()) && theirs.dominates(label.sensitivity()))
                .toList();
    }
}
