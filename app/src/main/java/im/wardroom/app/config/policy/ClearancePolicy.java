// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config.policy;

import im.wardroom.app.config.Checked;
import im.wardroom.app.config.Default;
import im.wardroom.app.config.Doc;
import im.wardroom.app.config.Example;
import im.wardroom.guard.label.Clearance;
import im.wardroom.guard.label.Sensitivity;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Domain;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What some accounts, rooms and domains are cleared for.
public record ClearancePolicy(
        @Doc("Accounts and rooms.") @Default("") List<BareJid> who,

        @Doc("Domains: all on them that are not named themselves.") @Default("")
        List<Domain> domains,

        @Doc("The highest level.") @Example("SECRET") Optional<String> level,
        @Doc("The categories.") @Default("") List<String> categories)
        implements Checked {

    Clearance clearance(List<String> levels) {
        return new Clearance(
                Set.copyOf(who),
                Set.copyOf(domains),
                new Sensitivity(levels.indexOf(level.orElseThrow()), Set.copyOf(categories)));
    }

    @Override
    public void check(Findings findings) {
        if (who.isEmpty() && domains.isEmpty()) {
            findings.add("who", "a clearance for nobody", "addresses under who, or domains");
        }
        if (level.isEmpty()) {
            findings.add("level", "a clearance without one", "one of the levels");
        }
    }
}
