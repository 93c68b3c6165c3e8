// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.flood;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import im.wardroom.xmpp.address.BareJid;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// Which accounts were reported by whom, for a day. A report counts once for each reporter, only if the reporter was
/// written to, and only so many reports of one person a day: a crowd that never had to do with an account does
/// nothing to it. Thread-safe.
final class Reports {

    private static final Duration MEMORY = Duration.ofDays(1);
    private static final int MOST_ACCOUNTS = 20_000;
    private static final int MOST_REPORTERS = 32;
    private static final int MOST_OF_ONE = 10;
    private static final double EACH = 0.5;
    private static final double MOST_WEIGHT = 3;

    /// What came of a report.
    ///
    /// @param counted how many reporters who were written to there are now
    /// @param strangers how many others
    /// @param isNew this reporter had not reported the account that day
    record Tally(int counted, int strangers, boolean isNew) {}

    private record Report(Instant at, boolean counts) {}

    private final Cache<BareJid, Map<BareJid, Report>> reported =
            Caffeine.newBuilder().maximumSize(MOST_ACCOUNTS).build();
    private final Meters reporters = new Meters(MOST_ACCOUNTS, 1);
    private static final Rate OF_ONE = new Rate(MOST_OF_ONE / 86_400.0, MOST_OF_ONE);

    /// @param contacted the reported account wrote to the reporter
    Tally add(BareJid reporter, BareJid account, boolean contacted, Instant at) {
        long micros = FloodDetector.micros(at);
        Map<BareJid, Report> all = reported.get(account, unknown -> new HashMap<>());
        synchronized (all) {
            all.values().removeIf(report -> report.at().plus(MEMORY).isBefore(at));
            boolean isNew = !all.containsKey(reporter)
                    && all.size() < MOST_REPORTERS
                    && reporters.of(reporter).take(0, micros, 1, OF_ONE);
            if (isNew) {
                all.put(reporter, new Report(at, contacted));
            }
            int counted = (int) all.values().stream().filter(Report::counts).count();
            return new Tally(counted, all.size() - counted, isNew);
        }
    }

    /// How many times heavier what the account sends to strangers is, from 1 to a bound.
    double weight(BareJid account, Instant now) {
        Map<BareJid, Report> all = reported.getIfPresent(account);
        if (all == null) {
            return 1;
        }
        synchronized (all) {
            long counted = all.values().stream()
                    .filter(report ->
                            report.counts() && !report.at().plus(MEMORY).isBefore(now))
                    .count();
            return Math.min(1 + EACH * counted, MOST_WEIGHT);
        }
    }
}
