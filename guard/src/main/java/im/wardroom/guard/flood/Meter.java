// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.flood;

import java.util.concurrent.atomic.AtomicLongArray;

/// Some token buckets of one subject. Each is one number: the time in microseconds at which it will be full again.
/// Lock-free.
final class Meter {

    private final AtomicLongArray full;

    Meter(int buckets) {
        full = new AtomicLongArray(buckets);
    }

    /// Takes so much if it is there.
    boolean take(int bucket, long now, double cost, Rate rate) {
        long size = (long) (rate.burst() * rate.unit());
        long taken = (long) (cost * rate.unit());
        while (true) {
            long before = full.get(bucket);
            // A clock that was set back does not close the bucket for ever.
            long start = Math.clamp(before, now, now + size);
            long after = start + taken;
            if (after - now > size) {
                return false;
            }
            if (full.compareAndSet(bucket, before, after)) {
                return true;
            }
        }
    }

    /// How much of it is used up, from 0 to 1.
    double used(int bucket, long now, Rate rate) {
        long left = full.get(bucket) - now;
        return left <= 0 ? 0 : Math.min(left / (rate.burst() * rate.unit()), 1);
    }

    /// Puts so much on top, up to the rate's burst: for what is counted and drains, not spent.
    void add(int bucket, long now, double amount, Rate rate) {
        long size = (long) (rate.burst() * rate.unit());
        long added = (long) (amount * rate.unit());
        full.updateAndGet(bucket, before -> Math.min(Math.clamp(before, now, now + size) + added, now + size));
    }

    /// How much of what was added has not drained yet.
    double level(int bucket, long now, Rate rate) {
        return used(bucket, now, rate) * rate.burst();
    }

    void reset(int bucket) {
        full.set(bucket, 0);
    }

    /// Keeps a number that is no bucket.
    void put(int bucket, long value) {
        full.set(bucket, value);
    }

    long getAndClear(int bucket) {
        return full.get(bucket) == 0 ? 0 : full.getAndSet(bucket, 0);
    }
}
