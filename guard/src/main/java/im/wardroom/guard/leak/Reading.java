// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.leak;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.Normalizer2;
import org.jspecify.annotations.Nullable;

/// A text as a person reads it: compatible characters are the same (NFKC), digits of every script are digits, what
/// nobody sees is not there. Knows where each part was in the text as it came. Belongs to one thread.
public final class Reading {

    private static final Normalizer2 NFKC = Normalizer2.getNFKCInstance();

    private final String original;
    private final String plain;
    private final int @Nullable [] starts;
    private final int @Nullable [] ends;
    private @Nullable String folded;
    private int digits = -1;

    private Reading(String original, String plain, int @Nullable [] starts, int @Nullable [] ends) {
        this.original = original;
        this.plain = plain;
        this.starts = starts;
        this.ends = ends;
    }

    public static Reading of(String text) {
        return isAscii(text) ? new Reading(text, text, null, null) : normalised(text);
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /// Piece by piece: what is between two boundaries of the normalisation changes for itself.
    private static Reading normalised(String text) {
        StringBuilder plain = new StringBuilder(text.length() + 16);
        IntList starts = new IntList(text.length() + 16);
        IntList ends = new IntList(text.length() + 16);
        int start = 0;
        while (start < text.length()) {
            int end = start + Character.charCount(text.codePointAt(start));
            while (end < text.length() && !NFKC.hasBoundaryBefore(text.codePointAt(end))) {
                end += Character.charCount(text.codePointAt(end));
            }
            int before = plain.length();
            append(text, start, end, plain);
            for (int i = before; i < plain.length(); i++) {
                starts.add(start);
                ends.add(end);
            }
            start = end;
        }
        return new Reading(text, plain.toString(), starts.values(), ends.values());
    }

    private static void append(String text, int start, int end, StringBuilder plain) {
        if (end - start == 1 && text.charAt(start) < 0x80) {
            plain.append(text.charAt(start));
            return;
        }
        NFKC.normalize(text.substring(start, end)).codePoints().forEach(c -> {
            if (UCharacter.hasBinaryProperty(c, UProperty.DEFAULT_IGNORABLE_CODE_POINT)) {
                return;
            }
            int digit = UCharacter.digit(c);
            if (digit >= 0) {
                plain.append((char) ('0' + digit));
            } else {
                plain.appendCodePoint(Character.isSpaceChar(c) ? ' ' : dash(c));
            }
        });
    }

    /// All kinds of them are written in numbers.
    private static int dash(int c) {
        return Character.getType(c) == Character.DASH_PUNCTUATION || c == 0x2212 ? '-' : c;
    }

    public String original() {
        return original;
    }

    /// Capital and small letters as they are.
    public String plain() {
        return plain;
    }

    /// Without the difference of capital and small letters; each character is at the same place as in [#plain].
    public String folded() {
        String known = folded;
        if (known == null) {
            StringBuilder folding = new StringBuilder(plain);
            for (int i = 0; i < folding.length(); i++) {
                char c = folding.charAt(i);
                folding.setCharAt(i, Character.toLowerCase(Character.toUpperCase(c)));
            }
            known = folding.toString();
            folded = known;
        }
        return known;
    }

    /// How many digits there are: most texts have none, and so no numbers.
    int digits() {
        if (digits < 0) {
            int count = 0;
            for (int i = 0; i < plain.length(); i++) {
                if (plain.charAt(i) >= '0' && plain.charAt(i) <= '9') {
                    count++;
                }
            }
            digits = count;
        }
        return digits;
    }

    /// Where in the text as it came.
    Recogniser.Span inOriginal(Recogniser.Span span) {
        return starts == null || ends == null ? span : new Recogniser.Span(starts[span.start()], ends[span.end() - 1]);
    }

    private static final class IntList {

        private int[] values;
        private int size;

        IntList(int capacity) {
            values = new int[capacity];
        }

        void add(int value) {
            if (size == values.length) {
                values = java.util.Arrays.copyOf(values, 2 * size);
            }
            values[size++] = value;
        }

        int[] values() {
            return values;
        }
    }
}
