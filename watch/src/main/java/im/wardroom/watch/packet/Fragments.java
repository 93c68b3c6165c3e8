// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.packet;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Datagrams of IP that come in pieces, until they are whole, have waited too long, or are too many. What comes first
/// counts where pieces overlap.
final class Fragments {

    private static final int MOST = 256;
    private static final int MOST_OCTETS = 4 << 20;
    private static final int MOST_PIECES = 128;
    private static final int LONGEST = 65_535;
    private static final long PATIENCE_MICROS = 30_000_000;

    private final Map<Key, Datagram> waiting = new LinkedHashMap<>();
    private int octets;

    /// @return the datagram that the piece belongs to; null if it was impossible
    @Nullable
    Datagram add(Key key, int offset, boolean more, byte[] bytes, int from, int to, long micros) {
        int length = to - from;
        if (length <= 0 || offset + length > LONGEST) {
            return null;
        }
        Datagram datagram = waiting.get(key);
        if (datagram == null) {
            datagram = new Datagram(key, micros);
            waiting.put(key, datagram);
        }
        int before = datagram.bytes.length;
        datagram.put(offset, more, bytes, from, length);
        octets += datagram.bytes.length - before;
        return datagram;
    }

    @Nullable
    Datagram oldest() {
        return waiting.isEmpty() ? null : waiting.values().iterator().next();
    }

    /// Who has to go: has waited too long, or the oldest of too many.
    @Nullable
    Datagram excess(long now) {
        Datagram oldest = oldest();
        boolean goes = oldest != null
                && (waiting.size() > MOST || octets > MOST_OCTETS || now - oldest.since > PATIENCE_MICROS);
        return goes ? oldest : null;
    }

    void remove(Datagram datagram) {
        waiting.remove(datagram.key);
        octets -= datagram.bytes.length;
    }

    record Key(long sourceHigh, long sourceLow, long targetHigh, long targetLow, int id, int protocol) {

        // Written out as in Endpoint.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key
                    && id == key.id
                    && sourceLow == key.sourceLow
                    && targetLow == key.targetLow
                    && sourceHigh == key.sourceHigh
                    && targetHigh == key.targetHigh
                    && protocol == key.protocol;
        }

        @Override
        public int hashCode() {
            return 31 * (31 * Address.hash(sourceHigh, sourceLow) + Address.hash(targetHigh, targetLow)) + id;
        }
    }

    static final class Datagram {

        private final Key key;
        private final long since;
        private byte[] bytes = new byte[0];
        /// Beginning and end of each stretch that is there, in order, none touching the next.
        private int[] stretches = new int[8];
        private int count;
        private int pieces;
        private int length = -1;

        Datagram(Key key, long since) {
            this.key = key;
            this.since = since;
        }

        Key key() {
            return key;
        }

        byte[] bytes() {
            return bytes;
        }

        int length() {
            return length;
        }

        boolean isComplete() {
            return length >= 0 && known() >= length;
        }

        /// How much is there without a hole, from the beginning on.
        int known() {
            return count > 0 && stretches[0] == 0 ? stretches[1] : 0;
        }

        private void put(int offset, boolean more, byte[] from, int at, int size) {
            if (++pieces > MOST_PIECES) {
                return;
            }
            int end = offset + size;
            if (!more && length < 0) {
                length = end;
            }
            if (end > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.min(LONGEST, Math.max(end, bytes.length * 2)));
            }
            copyNew(offset, end, from, at - offset);
            include(offset, end);
        }

        private void copyNew(int offset, int end, byte[] from, int shift) {
            int next = offset;
            for (int i = 0; i < count; i++) {
                int holeEnd = Math.min(end, stretches[2 * i]);
                if (next < holeEnd) {
                    System.arraycopy(from, next + shift, bytes, next, holeEnd - next);
                }
                next = Math.max(next, stretches[2 * i + 1]);
            }
            if (next < end) {
                System.arraycopy(from, next + shift, bytes, next, end - next);
            }
        }

        private void include(int offset, int end) {
            int start = offset;
            int stop = end;
            int kept = 0;
            int[] merged = new int[2 * count + 2];
            boolean placed = false;
            for (int i = 0; i < count; i++) {
                int left = stretches[2 * i];
                int right = stretches[2 * i + 1];
                if (right < start) {
                    merged[kept++] = left;
                    merged[kept++] = right;
                } else if (left > stop) {
                    if (!placed) {
                        merged[kept++] = start;
                        merged[kept++] = stop;
                        placed = true;
                    }
                    merged[kept++] = left;
                    merged[kept++] = right;
                } else {
                    start = Math.min(start, left);
                    stop = Math.max(stop, right);
                }
            }
            if (!placed) {
                merged[kept++] = start;
                merged[kept++] = stop;
            }
            stretches = merged;
            count = kept / 2;
        }
    }
}
