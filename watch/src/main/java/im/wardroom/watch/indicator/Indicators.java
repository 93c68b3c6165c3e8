// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.indicator;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// All marks that are looked for: those of the historic worms, and an administrator's. Immutable, for any thread.
public final class Indicators {

    private static final String HISTORIC = "historic.tsv";

    private final List<Indicator> all;
    private final Map<Indicator.Kind, Map<String, List<Indicator>>> byValue = new EnumMap<>(Indicator.Kind.class);

    private Indicators(List<Indicator> all) {
        this.all = List.copyOf(all);
        for (Indicator indicator : all) {
            byValue.computeIfAbsent(indicator.kind(), kind -> new HashMap<>())
                    .computeIfAbsent(indicator.value(), value -> new ArrayList<>(1))
                    .add(indicator);
        }
    }

    /// What is known without anybody adding to it.
    public static Indicators historic() {
        return new Indicators(IndicatorFile.builtIn(HISTORIC));
    }

    /// These and those of another file.
    ///
    /// @throws IllegalArgumentException if a line is wrong, with what was expected
    public Indicators with(String name, Reader file) throws IOException {
        List<Indicator> more = new ArrayList<>(all);
        more.addAll(IndicatorFile.read(name, file));
        return new Indicators(more);
    }

    public List<Indicator> all() {
        return all;
    }

    List<Indicator> of(Indicator.Kind kind) {
        return all.stream().filter(indicator -> indicator.kind() == kind).toList();
    }

    Set<Indicator.Kind> kinds() {
        return byValue.keySet();
    }

    /// With this value, whatever its case.
    List<Indicator> find(Indicator.Kind kind, String value) {
        return byValue.getOrDefault(kind, Map.of()).getOrDefault(value.toLowerCase(Locale.ROOT), List.of());
    }
}
