// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import im.wardroom.wire.Framing;
import im.wardroom.xmpp.stanza.StreamException;
import im.wardroom.xmpp.xml.StreamEvent;
import im.wardroom.xmpp.xml.XmlLimits;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// Any bytes at all: nothing but events, answers and stream errors comes out, no more is held than one message and what
/// came last, and the pieces in which the bytes come do not matter. With `JAZZER_FUZZ=1` it searches; otherwise it
/// replays its corpus.
class WebSocketFramingFuzzTest {

    private static final XmlLimits LIMITS = new XmlLimits(600, 5, 4, 40, 3);

    @FuzzTest(maxDuration = "4s")
    void anyBytesGiveTheSameEventsInAnyPieces(byte[] input) {
        List<String> whole = read(input, Math.max(1, input.length));

        assertThat(read(input, 1)).isEqualTo(whole);
        assertThat(read(input, 7)).isEqualTo(whole);
    }

    private static List<String> read(byte[] input, int piece) {
        WebSocketFraming framing = new WebSocketFraming(LIMITS);
        List<String> seen = new ArrayList<>();
        Framing.Line line = new Framing.Line() {
            @Override
            public void answer(byte[] bytes) {
                seen.add(HexFormat.of().formatHex(bytes));
            }

            @Override
            public void close(byte[] lastWords) {
                seen.add("close " + HexFormat.of().formatHex(lastWords));
            }
        };
        try {
            for (int i = 0; i < input.length; i += piece) {
                framing.feed(input, i, Math.min(piece, input.length - i));
                StreamEvent event;
                while ((event = framing.next(line)) != null) {
                    seen.add(event.toString());
                }
                assertThat(framing.pending()).isLessThan(LIMITS.stanzaBytes() + 14 + piece);
            }
        } catch (StreamException e) {
            seen.add(e.error().condition().toString());
        }
        return seen;
    }
}
