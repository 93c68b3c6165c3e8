// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.credential;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/// Failures by key, a bounded number of them. What failed often is kept apart from what failed once or twice, so that a
/// flood of made-up names cannot push out an account that is under attack. Not thread-safe.
final class FailureTable<K> {

    /// From here on an entry is worth keeping.
    private static final int SERIOUS = 3;

    private final Map<K, Failures> few;
    private final Map<K, Failures> many;

    FailureTable(int capacity) {
        this.few = bounded(capacity / 2);
        this.many = bounded(capacity / 2);
    }

    private static <K> Map<K, Failures> bounded(int capacity) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, Failures> eldest) {
                return size() > capacity;
            }
        };
    }

    Failures get(K key) {
        Failures serious = many.get(key);
        return serious == null ? few.getOrDefault(key, Failures.NONE) : serious;
    }

    void put(K key, Failures failures) {
        remove(key);
        if (failures.locks() > 0 || failures.count() >= SERIOUS) {
            many.put(key, failures);
        } else if (failures.count() > 0) {
            few.put(key, failures);
        }
    }

    void remove(K key) {
        few.remove(key);
        many.remove(key);
    }

    void removeIf(Predicate<K> condition) {
        few.keySet().removeIf(condition);
        many.keySet().removeIf(condition);
    }

    boolean anyMatch(Predicate<Map.Entry<K, Failures>> condition) {
        return many.entrySet().stream().anyMatch(condition)
                || few.entrySet().stream().anyMatch(condition);
    }

    int size() {
        return few.size() + many.size();
    }
}
