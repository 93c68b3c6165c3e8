// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StanzaScannerTest {

    private static final String HEADER = "<stream:stream xmlns='jabber:client' id='a>b'>";
    private static final List<String> STANZAS = List.of(
            "<presence/>",
            "<message to='a@b/c'><body>one &lt; two</body><x a=\"it's > that\"/></message>",
            "<r xmlns='urn:xmpp:sm:3'/>",
            "<iq type='get'><query xmlns='jabber:iq:roster'></query></iq>",
            "<message><body/></message>",
            "<message><forwarded><message><body>é</body></message></forwarded></message>");

    private final List<String> seen = new ArrayList<>();
    private final StanzaScanner scanner = new StanzaScanner(new StanzaScanner.Listener() {
        @Override
        public void header(byte[] bytes, int from, int to) {
            seen.add(text(bytes, from, to));
        }

        @Override
        public void stanza(byte[] bytes, int from, int to) {
            seen.add(text(bytes, from, to));
            if (seen.getLast().startsWith("<success")) {
                scanner().restart();
            }
        }

        @Override
        public void end() {
            seen.add("end");
        }
    });

    private StanzaScanner scanner() {
        return scanner;
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    @Test
    void stanzasAreFoundHoweverTheBytesAreCut() {
        byte[] bytes = ("<?xml version='1.0'?>" + HEADER + String.join(" \n", STANZAS) + "</stream:stream>")
                .getBytes(StandardCharsets.UTF_8);
        List<String> expected = new ArrayList<>();
        expected.add(HEADER);
        expected.addAll(STANZAS);
        expected.add("end");
        for (long seed = 0; seed < 200; seed++) {
            seen.clear();
            scanner.restart();
            feedInPieces(bytes, new Random(seed));
            assertThat(seen).as("seed %d", seed).isEqualTo(expected);
        }
    }

    private void feedInPieces(byte[] bytes, Random random) {
        int at = 0;
        while (at < bytes.length) {
            int length = Math.min(bytes.length - at, 1 + random.nextInt(40));
            scanner.feed(bytes, at, at + length);
            at += length;
        }
    }

    @Test
    void aRestartedStreamMayBeginInTheSameBytes() {
        byte[] bytes = (HEADER + "<success/>" + "<?xml version='1.0'?>" + HEADER + "<presence/>")
                .getBytes(StandardCharsets.UTF_8);
        scanner.feed(bytes, 0, bytes.length);
        assertThat(seen).containsExactly(HEADER, "<success/>", HEADER, "<presence/>");
    }
}
