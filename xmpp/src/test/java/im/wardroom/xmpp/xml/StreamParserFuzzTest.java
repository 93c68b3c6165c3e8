// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.xml;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/// Any bytes at all: nothing but a stream error comes out, no more is held than allowed, and the pieces in
/// which the bytes come do not matter. `Reading` checks what is held. With `JAZZER_FUZZ=1` it searches;
/// otherwise it replays its corpus.
class StreamParserFuzzTest {

    private static final XmlLimits LIMITS = new XmlLimits(600, 5, 4, 40, 3);

    @FuzzTest(maxDuration = "4s")
    void anyBytesGiveTheSameEventsInAnyPieces(byte[] input) {
        Reading whole = Reading.of(input, Math.max(1, input.length), LIMITS);

        assertThat(Reading.of(input, 1, LIMITS)).isEqualTo(whole);
        assertThat(Reading.of(input, 7, LIMITS)).isEqualTo(whole);
    }
}
