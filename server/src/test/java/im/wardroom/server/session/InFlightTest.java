// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// An acknowledgement never overtakes a stanza that came before the question.
class InFlightTest {

    private final List<String> reached = new ArrayList<>();
    private final List<Boolean> reading = new ArrayList<>();
    private final InFlight inFlight = new InFlight(4, reading::add);

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
    }

    @Test
    void nothingMoreIsReadUntilHalfOfWhatIsUnderWayIsDone() {
        List<InFlight.Entry> stanzas = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            assertThat(reading).isEmpty();
            stanzas.add(inFlight.stanza(() -> {}));
        }
        assertThat(reading).containsExactly(false);
        inFlight.done(stanzas.get(0));
        assertThat(reading).containsExactly(false);
        inFlight.done(stanzas.get(1));
        assertThat(reading).containsExactly(false, true);
    }

    @Test
    void questionIsNoReasonToStopReading() {
        inFlight.stanza(() -> {});
        for (int i = 1; i <= 4; i++) {
            inFlight.then(() -> {});
        }
        assertThat(reading).isEmpty();
    }
}
