// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.report;

import im.wardroom.watch.packet.Address;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/// What is known of one service, of one way to hide, or of all together.
final class Part {

    /// A flow says what gave it away in words that may hold anything: beyond these, further words are not kept.
    private static final int MOST_EVIDENCE = 2000;

    private final Amount all = new Amount();
    private final Map<String, Amount> activities = new TreeMap<>();
    private final Map<String, Amount> rules = new HashMap<>();
    private final Map<String, Long> evidence = new HashMap<>();
    private final NavigableMap<Long, Amount> hours = new TreeMap<>();
    private final Set<Address> clients = new HashSet<>();
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    /// @param clue what gave it away, as the page may show it
    void add(Usage usage, String clue, long hour) {
        all.add(usage.bytes());
        if (!usage.activity().isEmpty()) {
            activities.computeIfAbsent(usage.activity(), word -> new Amount()).add(usage.bytes());
        }
        rules.computeIfAbsent(usage.rule(), rule -> new Amount()).add(usage.bytes());
        if (evidence.size() < MOST_EVIDENCE || evidence.containsKey(clue)) {
            evidence.merge(clue, 1L, Long::sum);
        }
        hours.computeIfAbsent(hour, it -> new Amount()).add(usage.bytes());
        clients.add(usage.client());
        first = Math.min(first, usage.firstMicros());
        last = Math.max(last, usage.lastMicros());
    }

    Amount all() {
        return all;
    }

    Map<String, Amount> activities() {
        return activities;
    }

    /// By which rule it would have been stopped, `none`, or empty if that is not known.
    Amount stopped(String rule) {
        return rules.getOrDefault(rule, new Amount());
    }

    /// By the hours of the local time since 1970.
    NavigableMap<Long, Amount> hours() {
        return hours;
    }

    int clients() {
        return clients.size();
    }

    long first() {
        return first;
    }

    long last() {
        return last;
    }

    /// The most frequent first.
    List<String> evidence(int most) {
        return evidence.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(most)
                .map(Map.Entry::getKey)
                .toList();
    }
}
