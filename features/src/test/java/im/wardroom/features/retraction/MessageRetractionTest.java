// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.retraction;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.xmpp.xml.Element;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MessageRetractionTest {

    private static final Instant NOON = Instant.parse("2019-09-20T12:00:00.123456Z");

    private static Element message(String content) {
        String xml = "<message xmlns='jabber:client' type='chat' id='m1' from='romeo@montague.example/orchard'"
                + " to='lord@capulet.example'>" + content + "</message>";
        return Element.read(xml.getBytes(StandardCharsets.UTF_8), "");
    }

    /// XEP-0424 §4.
    @Test
    void tombstoneHasTheEnvelopeAndNothingThatWasSaid() {
        Element original = message("<body>O</body><subject>S</subject><thread>t</thread>"
                + "<encrypted xmlns='urn:example'/><origin-id xmlns='urn:xmpp:sid:0' id='o'/>");
        assertThat(MessageRetraction.tombstone(original, "r1", NOON))
                .isEqualTo(message("<origin-id xmlns='urn:xmpp:sid:0' id='o'/>"
                        + "<retracted xmlns='urn:xmpp:message-retract:1' id='r1' stamp='2019-09-20T12:00:00.123Z'/>"));
    }

    @Test
    void tombstoneStaysTheFirstOne() {
        Element tombstone = MessageRetraction.tombstone(message("<body>O</body>"), "r1", NOON);
        assertThat(MessageRetraction.tombstone(tombstone, "r2", NOON.plusSeconds(1)))
                .isEqualTo(tombstone);
    }

    /// XEP-0424 §5: retractions stay in the archive.
    @Test
    void retractionCannotBeRetracted() {
        Element retraction = message("<retract xmlns='urn:xmpp:message-retract:1' id='m0'/>");
        assertThat(MessageRetraction.tombstone(retraction, "r2", NOON)).isEqualTo(retraction);
    }

    @Test
    void targetIsTheMessagesIdInBothForms() {
        assertThat(MessageRetraction.target(message("<retract xmlns='urn:xmpp:message-retract:1' id='m0'/>")))
                .contains("m0");
        assertThat(MessageRetraction.target(message("<apply-to xmlns='urn:xmpp:fasten:0' id='m0'>"
                        + "<retract xmlns='urn:xmpp:message-retract:0'/></apply-to>")))
                .contains("m0");
    }

    @Test
    void otherMessagesRetractNothing() {
        assertThat(MessageRetraction.target(message("<body>O</body>"))).isEmpty();
        assertThat(MessageRetraction.target(message("<retract xmlns='urn:xmpp:message-retract:1'/>")))
                .isEmpty();
        assertThat(MessageRetraction.target(
                        message("<apply-to xmlns='urn:xmpp:fasten:0' id='m0'><like xmlns='urn:example'/></apply-to>")))
                .isEmpty();
    }
}
