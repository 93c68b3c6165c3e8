// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app;

import im.wardroom.features.labels.LabelCatalogue;
import im.wardroom.guard.Mode;
import im.wardroom.guard.label.Label;
import im.wardroom.guard.label.LabelRules;
import im.wardroom.xmpp.address.BareJid;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The labels of the policy that is in force, for clients.
///
/// @param rules those that are in force
public record PolicyLabels(Supplier<LabelRules> rules) implements LabelCatalogue {

    @Override
    public Optional<Catalogue> of(BareJid asker, BareJid recipient) {
        LabelRules current = rules.get();
        if (current.mode() == Mode.OFF || current.labels().isEmpty()) {
            return Optional.empty();
        }
        Optional<Label> usual = current.ofUnlabelled();
        List<Item> items = current.usable(asker, recipient).stream()
                .map(label ->
                        new Item(label.selector(), usual.filter(label::equals).isPresent(), label.toElement()))
                .toList();
        return Optional.of(new Catalogue(current.restrictive(), items));
    }
}
