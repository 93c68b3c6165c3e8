// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config.policy;

import im.wardroom.app.config.Between;
import im.wardroom.app.config.Default;
import im.wardroom.app.config.Doc;
import im.wardroom.guard.Mode;
import im.wardroom.guard.artefact.ArtefactRules;
import im.wardroom.guard.worm.WormRules;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// What spreads from account to account.
public record WormPolicy(
        @Doc("Whether it acts.") @Default("enforce") Mode mode,

        @Doc(
                "How many people who have no conversation with the sender one link, file or text may go to before the sender is asked.")
        @Default("3")
        @Between(min = "1", max = "1000")
        int novelRecipients,

        @Doc(
                "How many different risky links or files may go to as many different people in a day before the sender is asked.")
        @Default("5")
        @Between(min = "1", max = "1000")
        int mixed,

        @Doc(
                "How many people must share something, on their own account, until it is everyday here and not asked about.")
        @Default("8")
        @Between(min = "1", max = "100000")
        int everydaySenders,

        @Doc("On how many days they must.") @Default("3") @Between(min = "1", max = "365")
        int everydayDays,

        @Doc("How long a conversation makes two people known to each other.")
        @Default("60d")
        @Between(min = "1h", max = "3650d")
        Duration acquaintance,

        @Doc("How long a link, file or text is followed; slower worms are not seen.")
        @Default("30d")
        @Between(min = "1h", max = "365d")
        Duration memory,

        @Doc("Hosts of the organisation's own: links to them, and to what is below them, are not asked about.")
        @Default("")
        List<String> ownHosts) {

    WormRules rules() {
        WormRules usual = WormRules.DEFAULT;
        return new WormRules(
                mode,
                novelRecipients,
                usual.weights(),
                mixed,
                usual.onward(),
                usual.outbreak(),
                everydaySenders,
                everydayDays,
                acquaintance,
                memory,
                usual.patience(),
                usual.decoys(),
                usual.decoysQuarantine(),
                usual.exempt());
    }

    ArtefactRules artefacts() {
        return ArtefactRules.DEFAULT.withOwnHosts(Set.copyOf(ownHosts));
    }
}
