// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench;

import java.util.concurrent.atomic.AtomicLongArray;

/// Counts of durations in steps of two per cent, from a microsecond to a minute. Thread-safe.
final class Histogram {

    private static final double STEP = 1.02;
    private static final int BUCKETS = 1_000;

    private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);

    void add(long nanos) {
        counts.incrementAndGet(bucket(nanos));
    }

    private static int bucket(long nanos) {
        double micros = Math.max(1, nanos / 1_000.0);
        return (int) Math.min(BUCKETS - 1, Math.log(micros) / Math.log(STEP));
    }

    long count() {
        long sum = 0;
        for (int i = 0; i < BUCKETS; i++) {
            sum += counts.get(i);
        }
        return sum;
    }

    /// The duration that this share of all does not exceed, in milliseconds.
    double millis(double share) {
        long wanted = (long) Math.ceil(count() * share);
        long seen = 0;
        for (int i = 0; i < BUCKETS; i++) {
            seen += counts.get(i);
            if (seen >= wanted && seen > 0) {
                return Math.pow(STEP, i + 1) / 1_000;
            }
        }
        return 0;
    }

    /// `p50 / p99 / p99.9 / worst`.
    String summary() {
        return "%.2f / %.2f / %.2f / %.2f".formatted(millis(0.5), millis(0.99), millis(0.999), millis(1));
    }
}
