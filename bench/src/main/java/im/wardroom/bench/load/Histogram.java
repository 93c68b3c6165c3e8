// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.load;

import java.util.Arrays;

/// Counts of durations in buckets of less than two per cent of their value, as HdrHistogram does it: 64 steps for each
/// power of two. Exact up to 64 ns, and at the worst. For one thread.
public final class Histogram {

    private static final int STEP_BITS = 6;
    private static final int STEPS = 1 << STEP_BITS;
    private static final int BUCKETS = (Long.SIZE - STEP_BITS) * STEPS;

    private final long[] counts = new long[BUCKETS];
    private long count;
    private long worst;

    public void add(long nanos) {
        long value = Math.max(0, nanos);
        counts[bucket(value)]++;
        count++;
        worst = Math.max(worst, value);
    }

    public void addAll(Histogram other) {
        for (int i = 0; i < BUCKETS; i++) {
            counts[i] += other.counts[i];
        }
        count += other.count;
        worst = Math.max(worst, other.worst);
    }

    private static int bucket(long value) {
        int shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(value) - 1 - STEP_BITS);
        return (shift << STEP_BITS) + (int) (value >>> shift);
    }

    /// The largest value that is counted in this bucket.
    private static long upperEdge(int bucket) {
        int shift = Math.max(0, (bucket >>> STEP_BITS) - 1);
        long step = bucket - ((long) shift << STEP_BITS);
        return ((step + 1) << shift) - 1;
    }

    public long count() {
        return count;
    }

    public long worst() {
        return worst;
    }

    /// The duration in nanoseconds that this share of all does not exceed; never less than the truth.
    public long quantile(double share) {
        long wanted = Math.max(1, (long) Math.ceil(count * share));
        long seen = 0;
        for (int i = 0; i < BUCKETS; i++) {
            seen += counts[i];
            if (seen >= wanted) {
                return Math.min(worst, upperEdge(i));
            }
        }
        return 0;
    }

    public double millis(double share) {
        return quantile(share) / 1e6;
    }

    public void clear() {
        Arrays.fill(counts, 0);
        count = 0;
        worst = 0;
    }
}
