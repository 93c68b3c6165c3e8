// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.indicator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Keeps what is found, so much at most, and decides in the end which weak marks count. Belongs to one thread.
public final class Hits {

    private static final int MOST = 10_000;

    private final List<Hit> hits = new ArrayList<>();
    private final Map<String, Set<String>> values = new HashMap<>();
    private long beyond;

    void add(String where, Indicator indicator) {
        values.computeIfAbsent(indicator.what(), what -> new HashSet<>()).add(indicator.value());
        if (hits.size() < MOST) {
            hits.add(new Hit(where, indicator));
        } else {
            beyond++;
        }
    }

    /// Those that count: strong ones, and weak ones beside another mark of the same.
    public List<Hit> counting() {
        return hits.stream().filter(this::counts).toList();
    }

    /// Weak ones that nothing stands beside.
    public List<Hit> alone() {
        return hits.stream().filter(hit -> !counts(hit)).toList();
    }

    private boolean counts(Hit hit) {
        return hit.indicator().kind() != Indicator.Kind.WEAK
                || values.getOrDefault(hit.indicator().what(), Set.of()).size() > 1;
    }

    /// More than are kept.
    public long beyond() {
        return beyond;
    }
}
