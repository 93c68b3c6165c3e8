// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.indicator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds known texts within others, whatever their spaces, punctuation and capitals. A text is found by its first three
/// words, so that it does not matter how many there are.
final class Wording {

    static final int KEY = 3;
    private static final int START_BITS = 12;
    private static final int BITS_OF_A_LONG = 6;

    private record Known(List<String> words, Hit hit) {}

    private static final int ASCII = 128;

    /// What a letter or digit of ASCII adds to the hash of its word, whatever its case; 0 for other signs.
    private static final int[] CODES = codes();

    /// By a hash of the first words.
    private final Map<Long, List<Known>> byStart = new HashMap<>();

    /// By some bits of these hashes, so that most texts are let go without a look into the map.
    private final long[] starts = new long[1 << START_BITS - BITS_OF_A_LONG];

    private static int[] codes() {
        int[] codes = new int[ASCII];
        for (char c = 0; c < ASCII; c++) {
            codes[c] = Character.isLetterOrDigit(c) ? code(c) : 0;
        }
        return codes;
    }

    private static int code(char c) {
        int spread = Character.toLowerCase(c) * 0x9E3779B1;
        return spread ^ spread >>> 15;
    }

    /// The words of a text, in lower case.
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isLetterOrDigit(c) || Character.isSurrogate(c)) {
                word.append(Character.toLowerCase(c));
            } else if (c != '\'' && c != '’' && !word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
            }
        }
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }

    /// @param text of at least three words
    void add(String text, Hit hit) {
        List<String> words = words(text);
        long key = 0;
        for (String word : words.subList(0, KEY)) {
            key = joined(key, hash(word));
        }
        starts[start(key) >> BITS_OF_A_LONG] |= 1L << start(key);
        byStart.computeIfAbsent(key, start -> new ArrayList<>(1)).add(new Known(words, hit));
    }

    /// The order of the letters does not matter to it: a sum takes less time than anything that is multiplied.
    private static int hash(String word) {
        int hash = 0;
        for (int i = 0; i < word.length(); i++) {
            hash += code(word.charAt(i));
        }
        return hash;
    }

    private static long joined(long before, int word) {
        return before * 0x9E3779B97F4A7C15L + word;
    }

    @Nullable
    Hit find(String text) {
        return !byStart.isEmpty() && mayHold(text) ? search(words(text)) : null;
    }

    /// @param ascii the same text, as bytes
    @Nullable
    Hit find(String text, byte[] ascii) {
        return !byStart.isEmpty() && mayHold(ascii) ? search(words(text)) : null;
    }

    /// As for any text, but what is not ASCII need not be thought of.
    private boolean mayHold(byte[] ascii) {
        long before = 0;
        int second = 0;
        int count = 0;
        int hash = 0;
        boolean inWord = false;
        for (int i = 0; i <= ascii.length; i++) {
            byte c = i < ascii.length ? ascii[i] : (byte) ' ';
            int code = CODES[c];
            if (code != 0) {
                hash += code;
                inWord = true;
            } else if (inWord && c != '\'') {
                if (++count >= KEY && mayBegin(joined(joined(before, second), hash))) {
                    return true;
                }
                before = joined(0, second);
                second = hash;
                hash = 0;
                inWord = false;
            }
        }
        return false;
    }

    /// Goes over the letters once and makes nothing.
    private boolean mayHold(String text) {
        int first = 0;
        int second = 0;
        int count = 0;
        int hash = 0;
        boolean inWord = false;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ' ';
            int code = c < ASCII ? CODES[c] : 0;
            if (code != 0) {
                hash += code;
                inWord = true;
            } else if (Character.isLetterOrDigit(c) || Character.isSurrogate(c)) {
                hash += code(c);
                inWord = true;
            } else if (c != '\'' && c != '’' && inWord) {
                if (++count >= KEY && mayBegin(joined(joined(joined(0, first), second), hash))) {
                    return true;
                }
                first = second;
                second = hash;
                hash = 0;
                inWord = false;
            }
        }
        return false;
    }

    private static int start(long key) {
        return (int) (key >>> Long.SIZE - START_BITS);
    }

    private boolean mayBegin(long key) {
        int start = start(key);
        return (starts[start >> BITS_OF_A_LONG] & 1L << start) != 0 && byStart.containsKey(key);
    }

    private @Nullable Hit search(List<String> words) {
        for (int at = 0; at + KEY <= words.size(); at++) {
            long key = joined(joined(joined(0, hash(words.get(at))), hash(words.get(at + 1))), hash(words.get(at + 2)));
            for (Known known : byStart.getOrDefault(key, List.of())) {
                int end = at + known.words().size();
                if (end <= words.size() && words.subList(at, end).equals(known.words())) {
                    return known.hit();
                }
            }
        }
        return null;
    }
}
