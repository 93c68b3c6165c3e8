// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.artefact;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/// Reads a text into its [Template]: letters only, without case and marks, in groups of four.
final class Shingles {

    private static final int GROUP = 4;
    /// Fewer say nothing: "ok, see" is everybody's.
    private static final int LEAST = 8;
    private static final int MOST_LETTERS = 384;
    private static final int MOST_CHARACTERS = 2048;
    private static final long[] FACTORS = factors();

    private Shingles() {}

    private static long[] factors() {
        long[] factors = new long[Template.HASHES];
        long state = 0x5DEECE66DL;
        for (int i = 0; i < factors.length; i++) {
            state = mix(state + 0x9E3779B97F4A7C15L);
            factors[i] = state | 1;
        }
        return factors;
    }

    private static long mix(long z) {
        long a = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ a >>> 27) * 0x94D049BB133111EBL;
        return b ^ b >>> 31;
    }

    /// Null if there is too little to recognise it by.
    static @Nullable Template of(CharSequence text) {
        char[] letters = new char[MOST_LETTERS];
        int count = letters(text, letters);
        int groups = count - GROUP + 1;
        return groups < LEAST ? null : Template.of(least(letters, groups));
    }

    private static short[] least(char[] letters, int groups) {
        long[] least = new long[Template.HASHES];
        java.util.Arrays.fill(least, Long.MAX_VALUE);
        long group = 0;
        for (int i = 0; i < groups + GROUP - 1; i++) {
            group = group << 16 | letters[i];
            if (i < GROUP - 1) {
                continue;
            }
            long hash = mix(group);
            for (int k = 0; k < least.length; k++) {
                least[k] = Math.min(least[k], hash * FACTORS[k] & Long.MAX_VALUE);
            }
        }
        short[] shortened = new short[least.length];
        for (int k = 0; k < least.length; k++) {
            // The upper bits of a least value are all but zero.
            shortened[k] = (short) (mix(least[k]) >>> 48);
        }
        return shortened;
    }

    /// Returns how many there are.
    private static int letters(CharSequence text, char[] letters) {
        CharSequence plain = plain(text);
        int count = 0;
        boolean isBetween = false;
        for (int i = 0; i < plain.length() && count < MOST_LETTERS - 1; i++) {
            char c = plain.charAt(i);
            if (Character.isLetter(c)) {
                if (isBetween && count > 0) {
                    letters[count++] = ' ';
                }
                letters[count++] = Character.toLowerCase(c);
                isBetween = false;
            } else if (Character.getType(c) != Character.NON_SPACING_MARK) {
                isBetween = true;
            }
        }
        return count;
    }

    private static CharSequence plain(CharSequence text) {
        CharSequence some = text.length() > MOST_CHARACTERS ? text.subSequence(0, MOST_CHARACTERS) : text;
        for (int i = 0; i < some.length(); i++) {
            if (some.charAt(i) >= 0x80) {
                return Normalizer.normalize(some, Normalizer.Form.NFKD);
            }
        }
        return some;
    }
}
