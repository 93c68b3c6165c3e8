// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.artefact;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Makes the [Similarity] of a file while it passes, piece by piece: counts which triplets stand in a window of
/// five bytes. For one thread.
public final class SimilarityDigest {

    /// Below this the counts say nothing.
    public static final int LEAST_BYTES = 256;

    /// Pearson's permutation of the bytes (Communications of the ACM 33, 1990).
    private static final int[] PEARSON = {
        1, 87, 49, 12, 176, 178, 102, 166, 121, 193, 6, 84, 249, 230, 44, 163, 14, 197, 213, 181, 161, 85, 218, 80, 64,
        239, 24, 226, 236, 142, 38, 200, 110, 177, 104, 103, 141, 253, 255, 50, 77, 101, 81, 18, 45, 96, 31, 222, 25,
        107, 190, 70, 86, 237, 240, 34, 72, 242, 20, 214, 244, 227, 149, 235, 97, 234, 57, 22, 60, 250, 82, 175, 208, 5,
        127, 199, 111, 62, 135, 248, 174, 169, 211, 58, 66, 154, 106, 195, 245, 171, 17, 187, 182, 179, 0, 243, 132, 56,
        148, 75, 128, 133, 158, 100, 130, 126, 91, 13, 153, 246, 216, 219, 119, 68, 223, 78, 83, 88, 201, 99, 122, 11,
        92, 32, 136, 114, 52, 10, 138, 30, 48, 183, 156, 35, 61, 26, 143, 74, 251, 94, 129, 162, 63, 152, 170, 7, 115,
        167, 241, 206, 3, 150, 55, 59, 151, 220, 90, 53, 23, 131, 125, 173, 15, 238, 79, 95, 89, 16, 105, 137, 225, 224,
        217, 160, 37, 123, 118, 73, 2, 157, 46, 116, 9, 145, 134, 228, 207, 212, 202, 215, 69, 229, 27, 188, 67, 124,
        168, 252, 42, 4, 29, 108, 21, 247, 19, 205, 39, 203, 233, 40, 186, 147, 198, 192, 155, 33, 164, 191, 98, 204,
        165, 180, 117, 76, 140, 36, 210, 172, 41, 54, 159, 8, 185, 232, 113, 196, 231, 47, 146, 120, 51, 65, 28, 144,
        254, 221, 93, 189, 194, 139, 112, 43, 71, 109, 184, 209
    };

    private static final int WINDOW = 5;

    private final int[] counts = new int[256];
    private int before1;
    private int before2;
    private int before3;
    private int before4;
    private int checksum;
    private long length;

    public void update(byte[] bytes, int offset, int count) {
        for (int i = offset; i < offset + count; i++) {
            add(bytes[i] & 0xFF);
        }
    }

    private void add(int now) {
        if (++length >= WINDOW) {
            checksum = mix(0, now, before1, checksum);
            counts[mix(2, now, before1, before2)]++;
            counts[mix(3, now, before1, before3)]++;
            counts[mix(5, now, before2, before3)]++;
            counts[mix(7, now, before2, before4)]++;
            counts[mix(11, now, before1, before4)]++;
            counts[mix(13, now, before3, before4)]++;
        }
        before4 = before3;
        before3 = before2;
        before2 = before1;
        before1 = now;
    }

    private static int mix(int salt, int a, int b, int c) {
        return PEARSON[PEARSON[PEARSON[PEARSON[salt] ^ a] ^ b] ^ c];
    }

    /// Null if the file is too short or too uniform to be compared.
    public @Nullable Similarity digest() {
        int[] sorted = Arrays.copyOf(counts, Similarity.BUCKETS);
        Arrays.sort(sorted);
        int first = sorted[Similarity.BUCKETS / 4 - 1];
        int second = sorted[Similarity.BUCKETS / 2 - 1];
        int third = sorted[Similarity.BUCKETS * 3 / 4 - 1];
        boolean isUniform = Arrays.stream(sorted).filter(n -> n > 0).count() <= Similarity.BUCKETS / 2;
        if (length < LEAST_BYTES || isUniform || third == 0) {
            return null;
        }
        return Similarity.of(
                checksum, lengthClass(length), share(first, third), share(second, third), code(first, second, third));
    }

    private static int share(int quartile, int third) {
        return (int) ((float) ((long) quartile * 100) / third) % 16;
    }

    private byte[] code(int first, int second, int third) {
        byte[] code = new byte[Similarity.CODE];
        for (int i = 0; i < Similarity.BUCKETS; i++) {
            int n = counts[i];
            int quarter = n > third ? 3 : n > second ? 2 : n > first ? 1 : 0;
            code[i / 4] |= (byte) (quarter << i % 4 * 2);
        }
        return code;
    }

    private static int lengthClass(long length) {
        double log = Math.log(length);
        double steps = length <= 656
                ? log / Math.log(1.5)
                : length <= 3199 ? log / Math.log(1.3) - 8.72777 : log / Math.log(1.1) - 62.5472;
        return (int) Math.floor(steps) & 0xFF;
    }
}
