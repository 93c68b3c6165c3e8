// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.guarding;

import im.wardroom.guard.HoldRules;
import im.wardroom.guard.Verdict.Until;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.random.RandomGenerator;

/// What somebody was asked, and what waits for the answer. Belongs to [Detention].
final class Question {

    enum Answer {
        YES,
        NO,
        /// Not to this question, or in no form that it knows.
        OTHER
    }

    private static final int DIGITS = 4;

    /// Behind one question.
    private static final long MOST_BYTES = 4L << 20;

    private static final Set<String> REFUSALS = Set.of("no", "n", "drop", "cancel", "nein", "non");
    private static final Set<String> CONSENTS = Set.of("yes", "y", "send", "ja", "oui");
    private static final Set<String> REQUESTS = Set.of("show", "yes", "y");
    private static final List<String> WORDS =
            List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");

    private final Until until;
    private final Instant over;
    private final String code;
    private final List<Held> waiting = new ArrayList<>(1);
    private long bytes;
    private int wrong;

    private Question(Until until, Instant over, String code) {
        this.until = until;
        this.over = over;
        this.code = code;
    }

    static Question of(Until until, Instant now, HoldRules rules, RandomGenerator random) {
        Duration patience = switch (until) {
            case SENDER_IS_A_PERSON -> rules.person();
            case SENDER_CONFIRMS -> rules.confirmation();
            case RECIPIENT_ASKS -> rules.request();
        };
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < DIGITS; i++) {
            code.append((char) ('0' + random.nextInt(10)));
        }
        return new Question(until, now.plus(patience), code.toString());
    }

    Until until() {
        return until;
    }

    List<Held> waiting() {
        return Collections.unmodifiableList(waiting);
    }

    long bytes() {
        return bytes;
    }

    void add(Held held) {
        waiting.add(held);
        bytes += held.size();
    }

    /// @param most messages
    /// @param more bytes of the next one; whatever its size, the first one has room
    boolean isFull(int most, long more) {
        return waiting.size() >= most || (!waiting.isEmpty() && bytes + more > MOST_BYTES);
    }

    boolean isOver(Instant now) {
        return !over.isAfter(now);
    }

    /// True if it was wrong too often.
    boolean wrong(int attempts) {
        wrong++;
        return wrong >= attempts;
    }

    /// For whoever is asked. The digits are told in words: a program that sends back what it gets does not answer.
    String text(Held first) {
        return switch (until) {
            case SENDER_IS_A_PERSON ->
                first.text() + " If it is you who sends this, answer with these four digits, as digits: " + spelled()
                        + ". If it is not you, answer: no. Without an answer until "
                        + over.truncatedTo(ChronoUnit.MINUTES)
                        + " your account goes into quarantine. (Reference " + first.reference() + ')';
            case SENDER_CONFIRMS ->
                first.text() + " To send it all the same, answer: yes. To drop it, answer: no. Without an answer until "
                        + over.truncatedTo(ChronoUnit.MINUTES) + " it is not sent. (Reference " + first.reference()
                        + ')';
            case RECIPIENT_ASKS ->
                first.text() + " To see them, answer: show. To drop them, answer: drop. They are kept until "
                        + over.truncatedTo(ChronoUnit.MINUTES) + ". (Reference " + first.reference() + ')';
        };
    }

    private String spelled() {
        return code.chars()
                .mapToObj(digit -> WORDS.get(digit - '0'))
                .reduce((a, b) -> a + ", " + b)
                .orElseThrow();
    }

    Answer read(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        if (REFUSALS.contains(word)) {
            return Answer.NO;
        }
        boolean agreed = switch (until) {
            case SENDER_IS_A_PERSON -> digits(word).equals(code);
            case SENDER_CONFIRMS -> CONSENTS.contains(word);
            case RECIPIENT_ASKS -> REQUESTS.contains(word);
        };
        return agreed ? Answer.YES : Answer.OTHER;
    }

    private static String digits(String word) {
        return word.replaceAll("[\\s,.-]", "");
    }
}
