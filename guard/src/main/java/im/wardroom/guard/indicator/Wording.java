// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.indicator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds known texts within others, whatever their spaces, punctuation and capitals. A text is found by its first three
/// words, so that it does not matter how many there are.
final class Wording {

    static final int KEY = 3;

    private record Known(List<String> words, Hit hit) {}

    private final Map<String, List<Known>> byStart = new HashMap<>();

    /// The words of a text, in lower case.
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isLetterOrDigit(c) || Character.isSurrogate(c)) {
                word.append(c);
            } else if (c != '\'' && c != '’' && !word.isEmpty()) {
                words.add(word.toString().toLowerCase(Locale.ROOT));
                word.setLength(0);
            }
        }
        if (!word.isEmpty()) {
            words.add(word.toString().toLowerCase(Locale.ROOT));
        }
        return words;
    }

    private static String key(List<String> words, int at) {
        return words.get(at) + ' ' + words.get(at + 1) + ' ' + words.get(at + 2);
    }

    /// @param text of at least three words
    void add(String text, Hit hit) {
        List<String> words = words(text);
        byStart.computeIfAbsent(key(words, 0), start -> new ArrayList<>(1)).add(new Known(words, hit));
    }

    @Nullable
    Hit find(String text) {
        if (byStart.isEmpty()) {
            return null;
        }
        List<String> words = words(text);
        for (int at = 0; at + KEY <= words.size(); at++) {
            for (Known known : byStart.getOrDefault(key(words, at), List.of())) {
                int end = at + known.words().size();
                if (end <= words.size() && words.subList(at, end).equals(known.words())) {
                    return known.hit();
                }
            }
        }
        return null;
    }
}
