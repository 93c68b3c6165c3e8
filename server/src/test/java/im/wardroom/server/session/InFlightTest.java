// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// An acknowledgement never overtakes a stanza that came before the question.
class InFlightTest {

    private final InFlight inFlight = new InFlight();

    @Test
    void answerWaitsForTheStanzasBeforeTheQuestion() {
        InFlight.Entry stanza = inFlight.stanza();
        InFlight.Entry question = inFlight.question();
        assertThat(inFlight.done(question)).isEmpty();
        assertThat(inFlight.done(stanza)).containsExactly(stanza, question);
    }

    @Test
    void laterStanzaWaitsForTheEarlierOne() {
        InFlight.Entry first = inFlight.stanza();
        InFlight.Entry second = inFlight.stanza();
        assertThat(inFlight.done(second)).isEmpty();
        assertThat(inFlight.done(first)).containsExactly(first, second);
        assertThat(inFlight.size()).isZero();
    }
}
