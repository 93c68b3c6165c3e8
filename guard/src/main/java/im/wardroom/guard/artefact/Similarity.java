// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.artefact;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A locality-sensitive digest of a file (TLSH: 128 buckets, one byte of checksum): files that differ little have
/// digests that differ little. Written as others write it, so that lists of indicators can be shared.
public final class Similarity {

    static final int BUCKETS = 128;
    static final int CODE = BUCKETS / 4;
    private static final int LENGTH = 3 + CODE;
    private static final String VERSION = "T1";
    private static final int STEEP = 12;
    private static final int FAR = 6;
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    /// How far two bytes of code are apart.
    private static final byte[] APART = apart();

    /// Checksum, length, quartiles, then the code from its end.
    private final byte[] value;

    private Similarity(byte[] value) {
        this.value = value;
    }

    static Similarity of(int checksum, int length, int firstQuartile, int secondQuartile, byte[] code) {
        byte[] value = new byte[LENGTH];
        value[0] = (byte) checksum;
        value[1] = (byte) length;
        value[2] = (byte) (secondQuartile << 4 | firstQuartile);
        for (int i = 0; i < CODE; i++) {
            value[3 + i] = code[CODE - 1 - i];
        }
        return new Similarity(value);
    }

    /// @throws IllegalArgumentException if it is no such digest
    public static Similarity parse(String text) {
        String digits = text.toUpperCase(Locale.ROOT);
        digits = digits.startsWith(VERSION) ? digits.substring(VERSION.length()) : digits;
        if (digits.length() != 2 * LENGTH || !digits.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 0x80)) {
            throw new IllegalArgumentException("a similarity is T1 and " + 2 * LENGTH + " hexadecimal digits");
        }
        byte[] value = HEX.parseHex(digits);
        swapHeader(value);
        return new Similarity(value);
    }

    private static void swapHeader(byte[] value) {
        for (int i = 0; i < 3; i++) {
            value[i] = (byte) ((value[i] & 0x0F) << 4 | value[i] >> 4 & 0x0F);
        }
    }

    /// 0 for the same; up to some thirty for variants of one file; hundreds for files that have nothing in common.
    public int distance(Similarity other) {
        int sum = value[0] == other.value[0] ? 0 : 1;
        int length = around(value[1] & 0xFF, other.value[1] & 0xFF, 256);
        sum += length <= 1 ? length : length * STEEP;
        sum += quartile(value[2] & 0x0F, other.value[2] & 0x0F);
        sum += quartile(value[2] >> 4 & 0x0F, other.value[2] >> 4 & 0x0F);
        for (int i = 3; i < LENGTH; i++) {
            sum += APART[(value[i] & 0xFF) << 8 | other.value[i] & 0xFF];
        }
        return sum;
    }

    private static int quartile(int one, int other) {
        int apart = around(one, other, 16);
        return apart <= 1 ? apart : (apart - 1) * STEEP;
    }

    private static int around(int one, int other, int circle) {
        int apart = Math.abs(one - other);
        return Math.min(apart, circle - apart);
    }

    private static byte[] apart() {
        byte[] table = new byte[256 * 256];
        for (int one = 0; one < 256; one++) {
            for (int other = 0; other < 256; other++) {
                int sum = 0;
                for (int shift = 0; shift < 8; shift += 2) {
                    int pair = Math.abs((one >> shift & 3) - (other >> shift & 3));
                    sum += pair == 3 ? FAR : pair;
                }
                table[one << 8 | other] = (byte) sum;
            }
        }
        return table;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Similarity s && Arrays.equals(value, s.value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(value));
    }

    @Override
    public String toString() {
        byte[] written = value.clone();
        swapHeader(written);
        return VERSION + HEX.formatHex(written);
    }
}
