// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// An acknowledgement never overtakes a stanza that came before the question.
class InFlightTest {

    private final InFlight inFlight = new InFlight();
    private final List<String> reached = new ArrayList<>();

    @Test
    void answerWaitsForTheStanzasBeforeTheQuestion() {
        InFlight.Entry stanza = inFlight.stanza(() -> reached.add("stanza"));
        inFlight.then(() -> reached.add("answer"));
        assertThat(reached).isEmpty();
        inFlight.done(stanza);
        assertThat(reached).containsExactly("stanza", "answer");
    }

    @Test
    void answerComesAtOnceWhereNothingIsUnderWay() {
        inFlight.then(() -> reached.add("answer"));
        assertThat(reached).containsExactly("answer");
    }

    @Test
    void laterStanzaWaitsForTheEarlierOne() {
        InFlight.Entry first = inFlight.stanza(() -> reached.add("first"));
        InFlight.Entry second = inFlight.stanza(() -> reached.add("second"));
        inFlight.done(second);
        assertThat(reached).isEmpty();
        inFlight.done(first);
        assertThat(reached).containsExactly("first", "second");
        assertThat(inFlight.size()).isZero();
    }
}
