// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.leak;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// Words and phrases, whole and however they are written: capital and small letters, wide ones and characters that
/// nobody sees make no difference.
public final class Keywords implements Recogniser {

    private final List<String> words;

    public Keywords(Collection<String> words) {
        this.words = words.stream()
                .map(word -> Reading.of(word).folded().strip())
                .filter(word -> !word.isEmpty())
                .distinct()
                // Of two that begin at the same place, the longer one.
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    @Override
    public List<Span> find(Reading reading) {
        List<Span> found = new ArrayList<>();
        String text = reading.folded();
        for (String word : words) {
            int at = text.indexOf(word);
            while (at >= 0) {
                Span span = new Span(at, at + word.length());
                if (Words.isAlone(text, span.start(), span.end())
                        && found.stream()
                                .noneMatch(other -> other.start() < span.end() && span.start() < other.end())) {
                    found.add(span);
                }
                at = text.indexOf(word, at + 1);
            }
        }
        found.sort(Comparator.comparingInt(Span::start));
        return found;
    }

    @Override
    public String identity(Reading reading, Span span) {
        return reading.folded().substring(span.start(), span.end());
    }
}
