// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.worm;

import im.wardroom.guard.worm.Acquaintances.Standing;
import java.util.Arrays;

/// The peers of one account, in flat arrays because there are millions of them. Thread-safe. When it is full, the
/// peer of whom nothing was heard for the longest time gives way.
final class Peers {

    static final int MOST = 256;
    private static final int FIRST = 8;
    private static final int ABSENT = -1;

    private long[] peers = new long[FIRST];
    private int[] firstSent = new int[FIRST];
    private int[] lastSent = new int[FIRST];
    private int[] received = new int[FIRST];
    private int count;

    synchronized Standing standing(long peer, int now, int window, int habit, int talking) {
        int at = find(peer);
        if (at == ABSENT) {
            return Standing.NOVEL;
        }
        int last = Math.max(received[at], lastSent[at]);
        boolean isAnswered = received[at] > 0;
        boolean isHabit = firstSent[at] > 0 && lastSent[at] - firstSent[at] >= habit;
        if (now - last > window || !isAnswered && !isHabit) {
            return Standing.NOVEL;
        }
        return isAnswered && now - received[at] <= talking ? Standing.TALKING : Standing.RESTING;
    }

    synchronized void sent(long peer, int minute) {
        int at = place(peer);
        firstSent[at] = firstSent[at] == 0 ? minute : firstSent[at];
        lastSent[at] = minute;
    }

    synchronized void received(long peer, int minute) {
        int at = place(peer);
        received[at] = minute;
    }

    synchronized void put(long peer, int first, int last, int got) {
        int at = place(peer);
        firstSent[at] = first;
        lastSent[at] = last;
        received[at] = got;
    }

    /// 0 for never.
    synchronized int lastSent(long peer) {
        int at = find(peer);
        return at == ABSENT ? 0 : lastSent[at];
    }

    private int find(long peer) {
        for (int i = 0; i < count; i++) {
            if (peers[i] == peer) {
                return i;
            }
        }
        return ABSENT;
    }

    private int place(long peer) {
        int at = find(peer);
        if (at == ABSENT) {
            at = count < MOST ? grow() : oldest();
            peers[at] = peer;
            firstSent[at] = 0;
            lastSent[at] = 0;
            received[at] = 0;
        }
        return at;
    }

    private int grow() {
        if (count == peers.length) {
            int length = Math.min(MOST, 2 * count);
            peers = Arrays.copyOf(peers, length);
            firstSent = Arrays.copyOf(firstSent, length);
            lastSent = Arrays.copyOf(lastSent, length);
            received = Arrays.copyOf(received, length);
        }
        return count++;
    }

    private int oldest() {
        int oldest = 0;
        for (int i = 1; i < count; i++) {
            if (Math.max(lastSent[i], received[i]) < Math.max(lastSent[oldest], received[oldest])) {
                oldest = i;
            }
        }
        return oldest;
    }

    synchronized void forEach(Reader reader) {
        for (int i = 0; i < count; i++) {
            reader.read(peers[i], firstSent[i], lastSent[i], received[i]);
        }
    }

    /// Told of each peer.
    interface Reader {
        void read(long peer, int firstSent, int lastSent, int received);
    }
}
