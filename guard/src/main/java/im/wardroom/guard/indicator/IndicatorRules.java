// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.indicator;

import im.wardroom.guard.Mode;
import java.nio.file.Path;
import java.util.List;

/// Which lists are used.
///
/// @param historic the list of families that comes along
/// @param feeds files of the organisation's own
public record IndicatorRules(Mode mode, boolean historic, List<Path> feeds) {

    public static final IndicatorRules DEFAULT = new IndicatorRules(Mode.ENFORCE, true, List.of());

    public IndicatorRules {
        feeds = List.copyOf(feeds);
    }

    public IndicatorRules with(Mode changed) {
        return new IndicatorRules(changed, historic, feeds);
    }

    public IndicatorRules with(List<Path> changed) {
        return new IndicatorRules(mode, historic, changed);
    }
}
