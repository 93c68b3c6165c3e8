// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.xml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/// Properties that hold for every document.
class StreamParserPropertyTest {

    private static final int DOCUMENTS = 3000;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final RandomXml xml = new RandomXml(random);

    @Test
    void everySplitGivesTheSameEvents() {
        for (int i = 0; i < DOCUMENTS; i++) {
            byte[] source = document(i % 2 == 0).getBytes(UTF_8);
            Reading whole = Reading.of(source);
            int piece = 1 + random.nextInt(source.length);

            assertThat(Reading.of(source, 1, XmlLimits.DEFAULT))
                    .as(name(source))
                    .isEqualTo(whole);
            assertThat(Reading.of(source, piece, XmlLimits.DEFAULT))
                    .as(name(source))
                    .isEqualTo(whole);
        }
    }

    @Test
    void everyPlaceToCutOneDocumentGivesTheSameEvents() {
        byte[] source = ("<?xml version='1.0'?>" + Reading.OPENING
                        + "<message a=\"'>\" b='&#x1F600;'>é&amp;\ud83d\ude00<![CDATA[]]]]>\r\n</message>\n<a/></stream:stream>")
                .getBytes(UTF_8);
        Reading whole = Reading.of(source);
        assertThat(whole.isClosed()).isTrue();

        for (int piece = 1; piece < source.length; piece++) {
            assertThat(Reading.of(source, piece, XmlLimits.DEFAULT)).isEqualTo(whole);
        }
    }

    @Test
    void whatIsWrittenIsReadAsItWas() {
        for (int i = 0; i < DOCUMENTS; i++) {
            Reading reading = Reading.of(document(true));
            if (reading.events().size() < 2 || !(reading.events().get(1) instanceof StreamEvent.Received received)) {
                continue;
            }
            Element element = received.element();
            String inPlace = new String(element.toBytes(), UTF_8);
            String elsewhere = new String(element.toBytes("other"), UTF_8);

            assertThat(Reading.element(inPlace))
                    .as("seed %d: %s", seed, inPlace)
                    .isEqualTo(element);
            assertThat(Reading.of("<s xmlns='other'>" + elsewhere).events().get(1))
                    .as("seed %d: %s", seed, elsewhere)
                    .isEqualTo(new StreamEvent.Received(element));
        }
    }

    private String document(boolean whole) {
        String source = Reading.OPENING + xml.element(1) + xml.element(1) + "</stream:stream>";
        return whole ? source : xml.broken(source);
    }

    private String name(byte[] source) {
        return "seed " + seed + ": " + new String(source, UTF_8);
    }
}
