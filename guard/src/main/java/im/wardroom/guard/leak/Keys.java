// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.leak;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import im.wardroom.guard.Glance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Keys and tokens: private keys in PEM, those of well-known services by their form, and whatever a text calls a key or
/// a password, if it is as random as one.
public record Keys() implements Recogniser {

    private static final int SHORTEST = 16;

    private static final Pattern FORMS = Pattern.compile("(?s)-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----"
            + ".*?(?:-----END (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----|\\z)"
            + "|\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b"
            + "|\\bgh[pousr]_[A-Za-z0-9]{36,}"
            + "|\\bgithub_pat_[A-Za-z0-9_]{22,}"
            + "|\\bglpat-[A-Za-z0-9_-]{20,}"
            + "|\\bxox[abeoprs]-[0-9A-Za-z-]{20,}"
            + "|\\bAIza[0-9A-Za-z_-]{35}\\b"
            + "|\\b[rs]k_live_[0-9A-Za-z]{20,}"
            + "|\\beyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{16,}");

    /// What follows may be anything, so it must look random.
    private static final Pattern NAMED = Pattern.compile(
            "(?i)\\b(?:api[ _-]?key|secret[ _-]?key|access[ _-]?key|client[ _-]?secret|secret|token|passw(?:or)?d|passwort|kennwort)"
                    + "\\b[\"']?\\s*(?:(?:ist|is|lautet)\\b\\s*:?|[:=])\\s*[\"']?([A-Za-z0-9/+_=.~!#$%-]{16,})");

    /// What the forms begin with: to be looked for first, which costs next to nothing.
    private static final List<String> BEGINNINGS =
            List.of("-----BEGIN", "AKIA", "ASIA", "gh", "glpat-", "xox", "AIza", "k_live_", "eyJ");

    private static final List<String> NAMES = List.of("key", "secret", "token", "passw", "kennwort");

    private static final double RANDOM_BITS = 3.5;

    @Override
    public boolean mayBeBland() {
        return false;
    }

    @Override
    public boolean mayBeIn(Glance words) {
        return words.hasLine() || words.hasWordOf(SHORTEST);
    }

    @Override
    public List<Span> find(Reading reading) {
        List<Span> found = new ArrayList<>();
        String text = reading.plain();
        if (!hasLongWord(text) && !text.contains("-----BEGIN")) {
            return found;
        }
        if (holdsOne(text, BEGINNINGS)) {
            Matcher form = FORMS.matcher(text);
            while (form.find()) {
                found.add(new Span(form.start(), form.end()));
            }
        }
        if (!holdsOne(reading.folded(), NAMES)) {
            return found;
        }
        Matcher named = NAMED.matcher(text);
        while (named.find()) {
            Span span = new Span(named.start(1), named.end(1));
            if (isRandom(named.group(1)) && found.stream().noneMatch(other -> overlap(other, span))) {
                found.add(span);
            }
        }
        found.sort(Comparator.comparingInt(Span::start));
        return found;
    }

    private static boolean holdsOne(String text, List<String> parts) {
        for (String part : parts) {
            if (text.contains(part)) {
                return true;
            }
        }
        return false;
    }

    private static boolean overlap(Span one, Span other) {
        return one.start() < other.end() && other.start() < one.end();
    }

    private static boolean hasLongWord(String text) {
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            length = text.charAt(i) > ' ' ? length + 1 : 0;
            if (length >= SHORTEST) {
                return true;
            }
        }
        return false;
    }

    /// Letters and digits, and many different ones: bits in each character.
    private static boolean isRandom(String word) {
        boolean mixed =
                word.chars().anyMatch(Character::isDigit) && word.chars().anyMatch(Character::isLetter);
        if (!mixed || word.startsWith("http")) {
            return false;
        }
        Map<Integer, Integer> counts = new HashMap<>();
        word.chars().forEach(c -> counts.merge(c, 1, Integer::sum));
        double bits = 0;
        for (int count : counts.values()) {
            double share = (double) count / word.length();
            bits -= share * Math.log(share) / Math.log(2);
        }
        return bits >= RANDOM_BITS;
    }
}
