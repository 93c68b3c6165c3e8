// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.transfers;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.xml.Element;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class OffersTest {

    private static final String PROXY = "proxy.example.org";

    private static List<String> offers(String payload) {
        Element element = Element.read(payload.getBytes(StandardCharsets.UTF_8), Namespaces.CLIENT);
        return Offers.of(Iq.set("1", null, null, element), PROXY);
    }

    @Test
    void streamWhoseHostIsTheProxyIsOffered() {
        assertThat(offers("<query xmlns='http://jabber.org/protocol/bytestreams' sid='s1'>"
                        + "<streamhost jid='romeo@example.org/a' host='10.0.0.1' port='1'/>"
                        + "<streamhost jid='proxy.example.org' host='example.org' port='7625'/></query>"))
                .containsExactly("s1");
    }

    @Test
    void anotherHostIsNoneOfOurs() {
        assertThat(offers("<query xmlns='http://jabber.org/protocol/bytestreams' sid='s1'>"
                        + "<streamhost jid='proxy.example.com' host='example.org' port='7625'/></query>"))
                .isEmpty();
        assertThat(offers("<query xmlns='http://jabber.org/protocol/bytestreams'>"
                        + "<streamhost jid='proxy.example.org' host='example.org' port='7625'/></query>"))
                .isEmpty();
        assertThat(offers("<query xmlns='urn:other' sid='s1'><streamhost jid='proxy.example.org'/></query>"))
                .isEmpty();
    }

    @Test
    void candidateOfJingleIsAnOffer() {
        assertThat(offers("<jingle xmlns='urn:xmpp:jingle:1' action='session-initiate' sid='j'><content name='a'>"
                        + "<transport xmlns='urn:xmpp:jingle:transports:s5b:1' sid='s2' mode='tcp'>"
                        + "<candidate cid='c' jid='proxy.example.org' host='example.org' port='7625' priority='1'"
                        + " type='proxy'/></transport></content></jingle>"))
                .containsExactly("s2");
    }

    @Test
    void contentsAreNotCountlessStreams() {
        String content = "<content><transport xmlns='urn:xmpp:jingle:transports:s5b:1' sid='s'>"
                + "<candidate jid='proxy.example.org'/></transport></content>";
        assertThat(offers("<jingle xmlns='urn:xmpp:jingle:1'>" + content.repeat(100) + "</jingle>"))
                .hasSize(5);
    }

    /// The addresses of XEP-0065 §6.3.2, with the digest of another program.
    @Test
    void hashIsThatOfIdRequesterAndTarget() {
        assertThat(StreamHash.of(
                        "vxf9n471bn46", Jid.parse("requester@example.com/foo"), Jid.parse("target@example.org/bar")))
                .isEqualTo("98b8d688d0f5d895fd41c5e7309a2e9e33ba32ff");
    }
}
