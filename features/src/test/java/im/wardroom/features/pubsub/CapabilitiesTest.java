// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.xmpp.discovery.VerificationString;
import im.wardroom.xmpp.stanza.Presence;
import im.wardroom.xmpp.xml.Element;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is believed of clients, and how much of it is remembered.
class CapabilitiesTest {

    private final Capabilities capabilities = new Capabilities();

    private static Element client(String name, List<String> wanted) {
        StringBuilder features = new StringBuilder("<identity category='client' type='pc' name='" + name + "'/>");
        wanted.forEach(node -> features.append("<feature var='" + node + "+notify'/>"));
        String query = "<query xmlns='http://jabber.org/protocol/disco#info'>" + features
                + "<feature var='urn:xmpp:ping'/></query>";
        return Element.read(query.getBytes(StandardCharsets.UTF_8), "");
    }

    private static Capabilities.Claim claim(Element client) {
        return new Capabilities.Claim("urn:c", VerificationString.of(client).orElseThrow());
    }

    @Test
    void nodesThatAreWantedAreRememberedByTheHash() {
        Element client = client("A", List.of("urn:x", "urn:y"));
        assertThat(capabilities.find(claim(client))).isEmpty();
        assertThat(capabilities.learn(claim(client), client))
                .hasValueSatisfying(wanted -> assertThat(wanted).containsExactlyInAnyOrder("urn:x", "urn:y"));
        assertThat(capabilities.find(claim(client))).isPresent();
    }

    @Test
    void whatDoesNotHashToTheClaimIsNotBelieved() {
        Element client = client("A", List.of("urn:x"));
        assertThat(capabilities.learn(claim(client("B", List.of())), client)).isEmpty();
        assertThat(capabilities.size()).isZero();
    }

    @Test
    void onlySoManyHashesAreRemembered() {
        for (int i = 0; i < Capabilities.MAX_KNOWN + 10; i++) {
            Element client = client("client " + i, List.of("urn:x"));
            assertThat(capabilities.learn(claim(client), client)).isPresent();
        }
        assertThat(capabilities.size()).isEqualTo(Capabilities.MAX_KNOWN);
    }

    @Test
    void onlySoManyNodesCanBeWanted() {
        Element client = client(
                "greedy", IntStream.range(0, 500).mapToObj(i -> "urn:" + i).toList());
        assertThat(capabilities.learn(claim(client), client))
                .hasValueSatisfying(wanted -> assertThat(wanted).hasSize(Capabilities.MAX_WANTED));
    }

    @ParameterizedTest
    @CsvSource({
        "sha-1, QgayPKawpkPSDYmwT/WM94uAlu0=, true",
        "sha-256, QgayPKawpkPSDYmwT/WM94uAlu0=, false",
        "sha-1, Qgay, false",
        "'', QgayPKawpkPSDYmwT/WM94uAlu0=, false"
    })
    void onlyHashesBySha1Count(String hash, String ver, boolean counts) {
        Presence presence = Presence.of(Presence.Type.AVAILABLE, null, null);
        Element caps = Element.of("http://jabber.org/protocol/caps", "c")
                .with("node", "urn:c")
                .with("hash", hash.isEmpty() ? null : hash)
                .with("ver", ver);
        assertThat(Capabilities.claim(presence.withElement(presence.element().with(caps))))
                .matches(claim -> claim.isPresent() == counts);
    }
}
