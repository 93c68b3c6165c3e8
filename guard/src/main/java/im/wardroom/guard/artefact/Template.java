// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.artefact;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The wording around a link or a file, as a set of the least hashes of its shingles (MinHash): wordings that have
/// most of their four-letter groups in common share one of its [#bands]. Holds nothing from which the text could be
/// read.
public final class Template implements Artefact {

    /// Rows of a band; two texts share a band if all rows of it agree.
    static final int ROWS = 3;

    public static final int BANDS = 6;
    static final int HASHES = ROWS * BANDS;

    private final short[] least;

    private Template(short[] least) {
        this.least = least;
    }

    static Template of(short[] least) {
        return new Template(least.clone());
    }

    /// One key for each band.
    public long[] bands() {
        long[] keys = new long[BANDS];
        for (int band = 0; band < BANDS; band++) {
            long key = band + 1;
            for (int row = 0; row < ROWS; row++) {
                key = key << 16 | least[band * ROWS + row] & 0xFFFF;
            }
            keys[band] = key;
        }
        return keys;
    }

    /// The share of shingles that two texts have in common, estimated.
    public double likeness(Template other) {
        int same = 0;
        for (int i = 0; i < HASHES; i++) {
            same += least[i] == other.least[i] ? 1 : 0;
        }
        return (double) same / HASHES;
    }

    @Override
    public String spelling() {
        ByteBuffer bytes = ByteBuffer.allocate(2 * HASHES);
        for (short hash : least) {
            bytes.putShort(hash);
        }
        return "text:" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    static Template typed(String text) {
        byte[] bytes =
                text.matches("[A-Za-z0-9_-]{48}") ? Base64.getUrlDecoder().decode(text) : new byte[0];
        if (bytes.length != 2 * HASHES) {
            throw new IllegalArgumentException("a text is written text: and the 48 signs that a finding names");
        }
        short[] least = new short[HASHES];
        ByteBuffer.wrap(bytes).asShortBuffer().get(least);
        return new Template(least);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Template t && Arrays.equals(least, t.least);
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(least));
    }

    @Override
    public String toString() {
        return spelling();
    }
}
