// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.protocol;

import java.util.Arrays;

/// Puts together a message whose pieces come in any order, some twice: the CRYPTO stream of QUIC, a fragmented
/// handshake of DTLS. It holds no more than `limit` bytes and `GAPS` pieces that do not touch; what does not fit is
/// dropped.
final class Pieces {

    private static final int GAPS = 32;

    private final int limit;
    private final int[] starts = new int[GAPS];
    private final int[] ends = new int[GAPS];
    private int count;
    private byte[] bytes = new byte[0];

    Pieces(int limit) {
        this.limit = limit;
    }

    /// @param offset where the piece belongs
    void put(long offset, byte[] from, int at, int length) {
        if (offset < 0 || length <= 0 || offset + length > limit || at < 0 || at + length > from.length) {
            return;
        }
        int start = (int) offset;
        int end = start + length;
        if (!remember(start, end)) {
            return;
        }
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(limit, Math.max(end, bytes.length * 2)));
        }
        System.arraycopy(from, at, bytes, start, length);
    }

    private boolean remember(int start, int end) {
        int low = start;
        int high = end;
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (ends[i] < low || starts[i] > high) {
                starts[kept] = starts[i];
                ends[kept++] = ends[i];
            } else {
                low = Math.min(low, starts[i]);
                high = Math.max(high, ends[i]);
            }
        }
        if (kept == GAPS) {
            return false;
        }
        starts[kept] = low;
        ends[kept] = high;
        count = kept + 1;
        return true;
    }

    /// How many bytes from the beginning are there without a gap.
    int whole() {
        for (int i = 0; i < count; i++) {
            if (starts[i] == 0) {
                return ends[i];
            }
        }
        return 0;
    }

    /// What is there; only the first [#whole()] bytes mean something.
    byte[] bytes() {
        return bytes;
    }
}
