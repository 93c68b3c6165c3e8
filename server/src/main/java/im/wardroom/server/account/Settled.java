// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.account;

import java.util.Map;
import java.util.TreeMap;

/// Numbers beyond the cursor that wait for nobody, as ranges: whole stretches of numbers may never have been messages.
/// Between two ranges there is a message that waits, so there are no more of them than the log may hold messages.
/// Belongs to the account.
final class Settled {

    /// The last number of each range by its first. Ranges neither overlap nor touch.
    private final TreeMap<Long, Long> ranges = new TreeMap<>();
    private long size;

    /// How many numbers.
    long size() {
        return size;
    }

    boolean contains(long number) {
        Map.Entry<Long, Long> range = ranges.floorEntry(number);
        return range != null && range.getValue() >= number;
    }

    void add(long number) {
        add(number, number);
    }

    /// All from `first` to `last`; none if `last` is smaller.
    void add(long first, long last) {
        if (last < first) {
            return;
        }
        long from = first;
        long to = last;
        Map.Entry<Long, Long> touching = ranges.floorEntry(last + 1);
        while (touching != null && touching.getValue() >= first - 1) {
            from = Math.min(from, touching.getKey());
            to = Math.max(to, touching.getValue());
            remove(touching);
            touching = ranges.floorEntry(last + 1);
        }
        ranges.put(from, to);
        size += to - from + 1;
    }

    /// Takes out the numbers that follow `cursor` without a gap, and those before.
    ///
    /// @return the last number that is not beyond the cursor any more
    long passFrom(long cursor) {
        long passed = cursor;
        while (!ranges.isEmpty() && ranges.firstEntry().getKey() <= passed + 1) {
            Map.Entry<Long, Long> first = ranges.firstEntry();
            passed = Math.max(passed, first.getValue());
            remove(first);
        }
        return passed;
    }

    private void remove(Map.Entry<Long, Long> range) {
        ranges.remove(range.getKey());
        size -= range.getValue() - range.getKey() + 1;
    }
}
