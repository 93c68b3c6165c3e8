// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/// What somebody wants written down. Whatever is too long is cut: what is outside has no say in how large the log gets.
///
/// @param actor who did it: an account, or a part of the server
/// @param action what was done, as a machine would call it
/// @param details what else is known, by name; no passwords, no bodies of messages
public record Entry(Kind kind, String actor, String action, SequencedMap<String, String> details) {

    /// What an entry is about.
    public enum Kind {
        /// The guard stopped or changed something, or would have.
        VERDICT,
        /// Somebody used power over others.
        ADMINISTRATION,
        /// Somebody proved to be somebody, or did not.
        SIGN_IN,
        /// The server itself.
        SYSTEM
    }

    public static final int MAX_TEXT = 1_000;
    public static final int MAX_DETAILS = 32;

    private static final String CUT = "…";

    public Entry {
        actor = cut(actor);
        action = cut(action);
        SequencedMap<String, String> sorted = new LinkedHashMap<>();
        new TreeMap<>(details)
                .entrySet().stream()
                        .limit(MAX_DETAILS)
                        .forEach(detail -> sorted.put(cut(detail.getKey()), cut(detail.getValue())));
        details = java.util.Collections.unmodifiableSequencedMap(sorted);
    }

    public static Entry of(Kind kind, String actor, String action, Map<String, String> details) {
        return new Entry(kind, actor, action, new LinkedHashMap<>(details));
    }

    /// The same with one thing more that is known.
    public Entry with(String name, Object value) {
        SequencedMap<String, String> more = new LinkedHashMap<>(details);
        more.put(name, String.valueOf(value));
        return new Entry(kind, actor, action, more);
    }

    /// Never in the middle of a character; half of one does not stay either, as it cannot be written down.
    private static String cut(String text) {
        String whole = text.codePoints()
                .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xfffd : c)
                .limit(MAX_TEXT + 1L)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return whole.codePointCount(0, whole.length()) <= MAX_TEXT
                ? whole
                : whole.substring(0, whole.offsetByCodePoints(0, MAX_TEXT - 1)) + CUT;
    }
}
