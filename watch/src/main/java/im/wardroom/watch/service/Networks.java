// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.service;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the narrowest network that holds an address, without making garbage. Addresses are two halves of 128 bits;
/// IPv4 is within IPv6 as `::ffff:a.b.c.d` (RFC 4291 §2.5.5.2).
final class Networks {

    private static final long IPV4 = 0xFFFF_0000_0000L;

    private final Range[] ranges;
    /// For each range the one around it, -1 if there is none.
    private final int[] around;

    Networks(Collection<Entry> entries) {
        List<Range> sorted = new ArrayList<>();
        entries.forEach(entry -> sorted.add(Range.of(entry)));
        sorted.sort(Comparator.naturalOrder());
        ranges = sorted.toArray(Range[]::new);
        around = new int[ranges.length];
        for (int i = 0; i < ranges.length; i++) {
            int outer = i - 1;
            while (outer >= 0 && !ranges[outer].holds(ranges[i].high, ranges[i].low)) {
                outer = around[outer];
            }
            around[i] = outer;
        }
    }

    @Nullable
    Entry find(long high, long low) {
        int from = 0;
        int to = ranges.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (compare(ranges[middle].high, ranges[middle].low, high, low) <= 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        int at = from - 1;
        while (at >= 0 && !ranges[at].holds(high, low)) {
            at = around[at];
        }
        return at < 0 ? null : ranges[at].entry;
    }

    private static int compare(long high, long low, long otherHigh, long otherLow) {
        int byHigh = Long.compareUnsigned(high, otherHigh);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, otherLow);
    }

    private record Range(long high, long low, int bits, Entry entry) implements Comparable<Range> {

        static Range of(Entry entry) {
            String value = entry.value();
            int slash = value.indexOf('/');
            if (slash < 0) {
                throw new IllegalArgumentException("a network is written 192.0.2.0/24, not " + value);
            }
            byte[] address = InetAddress.ofLiteral(value.substring(0, slash)).getAddress();
            int bits = Integer.parseInt(value.substring(slash + 1));
            ByteBuffer numbers = ByteBuffer.wrap(address);
            if (address.length == 4) {
                return checked(0, IPV4 | numbers.getInt() & 0xFFFF_FFFFL, bits + 96, entry);
            }
            return checked(numbers.getLong(), numbers.getLong(), bits, entry);
        }

        private static Range checked(long high, long low, int bits, Entry entry) {
            Range range = new Range(high, low, bits, entry);
            if (bits < 0 || bits > 128 || (high & ~range.highMask()) != 0 || (low & ~range.lowMask()) != 0) {
                throw new IllegalArgumentException("not the first address of a network: " + entry.value());
            }
            return range;
        }

        private long highMask() {
            return bits >= 64 ? -1 : bits == 0 ? 0 : -1L << (64 - bits);
        }

        private long lowMask() {
            return bits <= 64 ? 0 : -1L << (128 - bits);
        }

        boolean holds(long otherHigh, long otherLow) {
            return (otherHigh & highMask()) == high && (otherLow & lowMask()) == low;
        }

        @Override
        public int compareTo(Range other) {
            int byStart = compare(high, low, other.high, other.low);
            return byStart != 0 ? byStart : Integer.compare(bits, other.bits);
        }
    }
}
