// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.audit;

import im.wardroom.guard.audit.Entry;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Counts sign-ins that are too many to be written down one by one: whoever tries passwords must not be able to fill
/// the disk. Of one address, the first few failures of a minute are entries of their own, of one account the first
/// few successes; the others become one entry with their number. After many addresses, those of all others are one.
/// Belongs to whoever holds its lock.
final class Repeats {

    static final Duration WINDOW = Duration.ofMinutes(1);

    private static final int EACH_FAILURE = 5;
    private static final int EACH_SUCCESS = 20;
    private static final int ADDRESSES = 60;
    private static final int ACCOUNTS = 100_000;
    private static final int NAMES = 10;
    private static final String ELSEWHERE = "elsewhere";
    private static final int PREFIX_BYTES = 8;

    /// What was seen of one address or account in this window.
    private static final class Count {
        private final String action;
        private final String of;
        private final Set<String> actors = new LinkedHashSet<>();
        private long seen;
        private long folded;

        Count(String action, String of) {
            this.action = action;
            this.of = of;
        }
    }

    private final Map<String, Count> failures = new HashMap<>();
    private final Map<String, Count> successes = new HashMap<>();
    private Instant began = Instant.EPOCH;

    /// True if the entry is counted and shall not be written.
    boolean takes(Entry entry, Instant now) {
        if (failures.isEmpty() && successes.isEmpty()) {
            began = now;
        }
        return switch (entry.action()) {
            case SignIns.FAILED -> folds(failure(entry), EACH_FAILURE, entry.actor());
            case SignIns.SUCCEEDED -> {
                Count count = success(entry);
                yield count != null && folds(count, EACH_SUCCESS, entry.actor());
            }
            default -> false;
        };
    }

    private static boolean folds(Count count, int each, String actor) {
        count.seen++;
        if (count.seen <= each && !count.of.equals(ELSEWHERE)) {
            return false;
        }
        count.folded++;
        if (count.actors.size() <= NAMES) {
            count.actors.add(actor);
        }
        return true;
    }

    private Count failure(Entry entry) {
        String address = network(entry.details().getOrDefault(SignIns.ADDRESS, ""));
        Count known = failures.get(address);
        if (known != null) {
            return known;
        }
        String of = failures.size() < ADDRESSES ? address : ELSEWHERE;
        return failures.computeIfAbsent(of, name -> new Count(entry.action(), name));
    }

    private @org.jspecify.annotations.Nullable Count success(Entry entry) {
        return successes.size() < ACCOUNTS
                ? successes.computeIfAbsent(entry.actor(), name -> new Count(entry.action(), name))
                : successes.get(entry.actor());
    }

    /// A whole network of version 6 is one site's.
    private static String network(String address) {
        try {
            InetAddress parsed = InetAddress.ofLiteral(address);
            if (parsed instanceof Inet6Address) {
                byte[] bytes = parsed.getAddress();
                java.util.Arrays.fill(bytes, PREFIX_BYTES, bytes.length, (byte) 0);
                return InetAddress.getByAddress(bytes).getHostAddress() + "/64";
            }
        } catch (IllegalArgumentException | java.net.UnknownHostException _) {
            // Whatever it is, it is what they have in common.
        }
        return address;
    }

    /// What is left to be written of a window that is over, or of any if the server stops.
    List<Entry> due(Instant now, boolean all) {
        if (!all && now.isBefore(began.plus(WINDOW))) {
            return List.of();
        }
        List<Entry> due = new ArrayList<>();
        for (Map<String, Count> counts : List.of(failures, successes)) {
            counts.values().stream()
                    .filter(count -> count.folded > 0)
                    .map(count -> entry(count, now))
                    .forEach(due::add);
            counts.clear();
        }
        return due;
    }

    boolean isEmpty() {
        return failures.isEmpty() && successes.isEmpty();
    }

    private Entry entry(Count count, Instant now) {
        List<String> names = List.copyOf(count.actors);
        Map<String, String> details = new TreeMap<>();
        details.put("count", Long.toString(count.folded));
        details.put("from", began.toString());
        details.put("until", now.toString());
        details.put(
                "accounts",
                names.size() > NAMES
                        ? String.join(" ", names.subList(0, NAMES)) + " and others"
                        : String.join(" ", names));
        if (count.action.equals(SignIns.FAILED)) {
            details.put(SignIns.ADDRESS, count.of);
        }
        String actor = names.size() == 1 ? names.getFirst() : "several";
        return Entry.of(Entry.Kind.SIGN_IN, actor, count.action + SignIns.REPEATEDLY, details);
    }
}
