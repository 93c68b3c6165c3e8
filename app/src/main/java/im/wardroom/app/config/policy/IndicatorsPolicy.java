// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config.policy;

import im.wardroom.app.config.Default;
import im.wardroom.app.config.Doc;
import im.wardroom.guard.Mode;
import im.wardroom.guard.indicator.IndicatorRules;
import java.nio.file.Path;
import java.util.List;

/// Lists of what is known to be bad.
public record IndicatorsPolicy(
        @Doc("Whether lists are used, and whether what is on them is stopped.") @Default("enforce")
        Mode mode,

        @Doc("Whether the list that comes along is used: worms of instant messengers that made history.")
        @Default("true")
        boolean historic,

        @Doc(
                "Files with lists of your own: hosts, hashes, names, texts and patterns. They are read again when they change.")
        @Default("")
        List<Path> lists) {

    /// With lists that are found from the folder of the policy.
    public IndicatorsPolicy relativeTo(Path folder) {
        return new IndicatorsPolicy(
                mode,
                historic,
                lists.stream().map(list -> folder.resolve(list).normalize()).toList());
    }

    public IndicatorRules rules() {
        return new IndicatorRules(mode, historic, lists);
    }
}
