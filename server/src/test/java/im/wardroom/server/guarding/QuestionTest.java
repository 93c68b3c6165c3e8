// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.guarding;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.guard.HoldRules;
import im.wardroom.guard.Verdict.Until;
import im.wardroom.server.guarding.Question.Answer;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.xml.Element;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What people are asked, and which answers are taken.
class QuestionTest {

    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
    private static final List<String> WORDS =
            List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");

    private static Question question(Until until) {
        return Question.of(until, NOON, HoldRules.DEFAULT, new Random(7));
    }

    private static String text(Question question) {
        Message message = Message.to(
                Jid.parse("romeo@a.example/x"), Jid.parse("juliet@a.example"), Element.of("jabber:client", "message"));
        return question.text(new Held("1", NOON, message, question.until(), "REF", "It went to many people."));
    }

    /// What a person makes of the words.
    private static String digits(String text) {
        StringBuilder digits = new StringBuilder();
        for (String word : text.substring(text.indexOf("as digits:") + 10).split("[ ,.]+")) {
            if (WORDS.contains(word)) {
                digits.append(WORDS.indexOf(word));
            }
        }
        return digits.toString();
    }

    @Test
    void personAnswersWithTheDigitsOfTheWords() {
        Question question = question(Until.SENDER_IS_A_PERSON);
        String digits = digits(text(question));
        assertThat(digits).hasSize(4);
        assertThat(question.read(digits)).isEqualTo(Answer.YES);
        assertThat(question.read(' ' + String.join(" ", digits.split("")) + ". "))
                .isEqualTo(Answer.YES);
        assertThat(question.read("No")).isEqualTo(Answer.NO);
    }

    @Test
    void programThatSendsBackWhatItWasToldDoesNotAnswer() {
        Question question = question(Until.SENDER_IS_A_PERSON);
        assertThat(question.read(text(question))).isEqualTo(Answer.OTHER);
        assertThat(question.read("yes")).isEqualTo(Answer.OTHER);
    }

    @Test
    void senderConfirmsWithAWord() {
        Question question = question(Until.SENDER_CONFIRMS);
        assertThat(text(question)).contains("answer: yes").contains("12:10").contains("REF");
        assertThat(question.read("Yes")).isEqualTo(Answer.YES);
        assertThat(question.read("no")).isEqualTo(Answer.NO);
        assertThat(question.read("yes, but what is this?")).isEqualTo(Answer.OTHER);
    }

    @Test
    void questionIsOverWhenItsTimeIs() {
        Question question = question(Until.SENDER_CONFIRMS);
        assertThat(question.isOver(NOON.plusSeconds(599))).isFalse();
        assertThat(question.isOver(NOON.plusSeconds(600))).isTrue();
    }
}
