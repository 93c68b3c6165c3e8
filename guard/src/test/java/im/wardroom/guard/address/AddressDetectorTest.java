// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.address;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.guard.Act;
import im.wardroom.guard.Mode;
import im.wardroom.guard.Origin;
import im.wardroom.guard.Reason;
import im.wardroom.guard.Verdict;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.xml.Element;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressDetectorTest {

    private static final String ROMEO = "romeo@montague.lit/orchard";
    private static final String JULIET = "juliet@capulet.lit/balcony";
    private static final Instant NOW = Instant.parse("2027-01-01T12:00:00Z");

    private AddressRules rules = new AddressRules(
            Mode.ENFORCE,
            List.of(Network.parse("10.0.0.0/8"), Network.parse("192.168.0.0/16"), Network.parse("fd00::/8")),
            Set.of("turn.capulet.lit", "172.16.0.5"),
            false,
            Set.of());
    private InetAddress romeo = InetAddress.ofLiteral("203.0.113.7");
    private Map<String, List<InetAddress>> devices = Map.of();

    private final AddressDetector detector =
            new AddressDetector(() -> rules, jid -> devices.getOrDefault(jid.toString(), List.of()));

    /// XEP-0176 §5.2, example 1, with a relay beside it.
    private static final String ICE = """
            <iq from='romeo@montague.lit/orchard' id='ixt174g9' to='juliet@capulet.lit/balcony' type='set'>
              <jingle xmlns='urn:xmpp:jingle:1' action='session-initiate'
                      initiator='romeo@montague.lit/orchard' sid='a73sjjvkla37jfea'>
                <content creator='initiator' name='this-is-the-audio-content'>
                  <description xmlns='urn:xmpp:jingle:apps:rtp:1' media='audio'>
                    <payload-type id='96' name='speex' clockrate='16000'/>
                  </description>
                  <transport xmlns='urn:xmpp:jingle:transports:ice-udp:1' pwd='asd88fgpdd777uzjYhagZg' ufrag='8hhy'>
                    <candidate component='1' foundation='1' generation='0' id='el0747fg11' ip='10.0.1.1' network='1'
                               port='8998' priority='2130706431' protocol='udp' type='host'/>
                    <candidate component='1' foundation='2' generation='0' id='y3s2b30v3r' ip='192.0.2.3' network='1'
                               port='45664' priority='1694498815' protocol='udp' rel-addr='10.0.1.1'
                               rel-port='8998' type='srflx'/>
                    <candidate component='1' foundation='3' generation='0' id='rel' ip='198.51.100.9' network='1'
                               port='45664' priority='1' protocol='udp' rel-addr='203.0.113.7'
                               rel-port='8998' type='relay'/>
                    <candidate component='1' foundation='4' id='mdns' ip='3f0c9f0e.local' port='9' type='host'/>
                  </transport>
                </content>
              </jingle>
            </iq>""";

    @Test
    void onlyTheRelayIsLeftAcrossTheInternetAndItDoesNotTellWhoIsBehindIt() {
        Element kept = annotated(ICE);

        assertThat(ids(kept)).containsExactly("rel");
        assertThat(kept.toString()).doesNotContain("10.0.1.1", "203.0.113.7", "192.0.2.3", ".local");
        assertThat(kept.toString()).contains("ufrag='8hhy'", "payload-type");
    }

    @Test
    void onOneLanItsCandidatesStayAndThoseOfOtherNetworksDoNot() {
        at("10.2.3.4", "10.9.9.9");

        Element kept = annotated(ICE);

        assertThat(ids(kept)).containsExactly("el0747fg11", "rel", "mdns");
    }

    @Test
    void twoDeclaredNetworksAreNotOne() {
        at("10.2.3.4", "192.168.1.1");

        assertThat(ids(annotated(ICE))).containsExactly("rel");
    }

    @Test
    void everyDeviceThatAStanzaMayReachHasToBeOnTheLan() {
        romeo = InetAddress.ofLiteral("10.2.3.4");
        devices = Map.of(JULIET, List.of(InetAddress.ofLiteral("10.9.9.9"), InetAddress.ofLiteral("198.51.100.1")));

        assertThat(ids(annotated(ICE))).containsExactly("rel");
    }

    @Test
    void mappedAndZonedFormsAreTheAddressesThatTheyStandFor() {
        romeo = InetAddress.ofLiteral("::ffff:10.2.3.4");
        devices = Map.of(JULIET, List.of(InetAddress.ofLiteral("fd00::9"), InetAddress.ofLiteral("fd00::8")));
        assertThat(ids(annotated(ICE))).containsExactly("rel");

        at("::ffff:10.2.3.4", "10.9.9.9");
        assertThat(ids(annotated(ICE.replace("ip='10.0.1.1'", "ip='::ffff:10.0.1.1'"))))
                .contains("el0747fg11");
        assertThat(ids(annotated(ICE.replace("ip='10.0.1.1'", "ip='64:ff9b::c000:203'"))))
                .doesNotContain("el0747fg11");

        at("fd00::1", "fd00::2");
        assertThat(ids(annotated(ICE.replace("ip='10.0.1.1'", "ip='fd00::77%eth0'"))))
                .contains("el0747fg11");
        assertThat(ids(annotated(ICE.replace("ip='10.0.1.1'", "ip='fe80::77%eth0'"))))
                .doesNotContain("el0747fg11");
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.7", "::ffff:203.0.113.7", "192.168.4.1", "127.0.0.1", "fe80::1%2", "x.local"})
    void nobodyCallsTheOwnAddressARelay(String address) {
        assertThat(ids(annotated(ICE.replace("198.51.100.9", address)))).isEmpty();
    }

    @Test
    void theOwnNetworkOfIpv6IsNoRelayEither() {
        romeo = InetAddress.ofLiteral("2001:db8:0:1::1");

        assertThat(ids(annotated(ICE.replace("198.51.100.9", "2001:db8:0:1::ffff"))))
                .isEmpty();
        assertThat(ids(annotated(ICE.replace("198.51.100.9", "2001:db8:0:2::1"))))
                .containsExactly("rel");
    }

    @Test
    void declaredRelaysMayLookPrivateAndMayBeTheOnlyOnes() {
        assertThat(ids(annotated(ICE.replace("198.51.100.9", "172.16.0.5")))).containsExactly("rel");
        rules = rules.knowing(Set.of("Files.Capulet.lit", "172.16.0.6"));
        assertThat(ids(annotated(ICE.replace("198.51.100.9", "172.16.0.6")))).containsExactly("rel");

        rules = new AddressRules(Mode.ENFORCE, rules.lan(), rules.relays(), true, Set.of());
        assertThat(ids(annotated(ICE))).isEmpty();
        assertThat(ids(annotated(ICE.replace("198.51.100.9", "turn.capulet.lit"))))
                .containsExactly("rel");
    }

    /// XEP-0177 §4.2, example 1.
    @Test
    void rawUdpThatMayNotBeIsRefused() {
        String raw = jingle("""
                <transport xmlns='urn:xmpp:jingle:transports:raw-udp:1'>
                  <candidate component='1' generation='0' id='a9j3mnbtu1' ip='10.1.1.104' port='13540'/>
                </transport>""");

        assertThat(look(raw))
                .isInstanceOfSatisfying(
                        Verdict.Refuse.class,
                        refuse -> assertThat(refuse.finding().reason()).isEqualTo(Reason.ADDRESS_REVEALED));
        at("10.1.1.104", "10.1.1.105");
        assertThat(look(raw)).isEqualTo(Verdict.PASS);
    }

    /// XEP-0260 §2.2, example 1.
    @Test
    void theProxyIsLeftOfSocks5Candidates() {
        Element kept = annotated(jingle("""
                <transport xmlns='urn:xmpp:jingle:transports:s5b:1' mode='tcp' sid='vj3hs98y'
                           dstaddr='972b7bf47291ca609517f67f86b5081086052dad'>
                  <candidate cid='hft54dqy' host='192.168.4.1' jid='romeo@montague.lit/orchard' port='5086'
                             priority='8257636' type='direct'/>
                  <candidate cid='hutr46fe' host='24.24.24.1' jid='romeo@montague.lit/orchard' port='5087'
                             priority='8258636' type='direct'/>
                  <candidate cid='xmdh4b7i' host='123.45.7.8' jid='streamer.shakespeare.lit' port='7625'
                             priority='7878787' type='proxy'/>
                  <candidate cid='lie' host='24.24.24.1' jid='romeo@montague.lit/orchard' port='7625'
                             priority='7878787' type='proxy'/>
                </transport>"""));

        assertThat(kept.toString()).contains("xmdh4b7i").doesNotContain("hft54dqy", "hutr46fe", "'lie'", "24.24.24.1");
    }

    @Test
    void anEmptyListOfSocks5CandidatesIsAllowedForTheOtherSideMayHaveOne() {
        assertThat(annotated(jingle("""
                <transport xmlns='urn:xmpp:jingle:transports:s5b:1' sid='vj3hs98y'>
                  <candidate cid='hft54dqy' host='192.168.4.1' jid='romeo@montague.lit/orchard' type='direct'/>
                </transport>""")).toString()).contains("vj3hs98y").doesNotContain("192.168.4.1");
    }

    /// XEP-0065 §5.3.1 and §6.3.1.
    @Test
    void streamHostsOfTheSenderGoAndProxiesStay() {
        String direct = "<streamhost host='192.168.4.1' jid='romeo@montague.lit/orchard' port='5086'/>";
        String proxy = "<streamhost host='24.24.24.1' jid='streamer.example.com' port='7625'/>";

        assertThat(annotated(bytestreams(direct + proxy)).toString())
                .contains("streamer.example.com")
                .doesNotContain("192.168.4.1");
        assertThat(look(bytestreams(proxy))).isEqualTo(Verdict.PASS);
        assertThat(look(bytestreams(direct))).isInstanceOf(Verdict.Refuse.class);
        assertThat(look(bytestreams("<streamhost-used jid='streamer.example.com'/>")))
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void bytesWithinTheStreamHaveNoAddresses() {
        assertThat(look(jingle(
                        "<transport xmlns='urn:xmpp:jingle:transports:ibb:1' block-size='4096' sid='ch3d9s71'/>")))
                .isEqualTo(Verdict.PASS);
    }

    /// XEP-0279 §2, as an answer of one user to another.
    @Test
    void answersThatTellAnAddressArriveWithout() {
        assertThat(annotated("""
                <iq id='ik2s7159' to='juliet@capulet.lit/balcony' from='romeo@montague.lit/orchard' type='result'>
                  <address xmlns='urn:xmpp:sic:1'><ip>2001:db8::9:1</ip><port>12345</port></address>
                </iq>""").toString()).contains("sic:1").doesNotContain("2001:db8", "12345");
    }

    @Test
    void descriptionsOfSessionsAsTextLeadNowhere() {
        String sdp = "v=0\r\no=- 4611 2 IN IP4 192.168.4.1\r\nc=IN IP4 203.0.113.7\r\n"
                + "a=candidate:1 1 udp 2130706431 192.168.4.1 8998 typ host generation 0\r\n"
                + "a=candidate:2 1 udp 16777215 198.51.100.9 3478 typ relay raddr 203.0.113.7 rport 8998\r\n";
        String message = message("<call xmlns='urn:example:call'>" + sdp + "</call>");

        String kept = annotated(message).toString();

        assertThat(kept)
                .doesNotContain("192.168.4.1", "203.0.113.7")
                .contains("198.51.100.9 3478 typ relay raddr 0.0.0.0");
    }

    @Test
    void descriptionsOfSessionsWithinJsonStayJson() {
        String json = "{\"candidate\":\"candidate:1 1 udp 2130706431 192.168.4.1 8998 typ host\",\"sdpMid\":\"0\"}";

        assertThat(annotated(message("<json xmlns='urn:xmpp:json:0'>" + json + "</json>"))
                        .elements()
                        .findFirst()
                        .orElseThrow()
                        .text())
                .isEqualTo(json.replace("192.168.4.1", "0.0.0.0"));
    }

    @Test
    void addressesInAttributesThatNobodyKnowsGo() {
        assertThat(annotated(message("<turn xmlns='urn:example:call' external-addr='203.0.113.7' name='x'/>"))
                        .toString())
                .contains("name='x'")
                .doesNotContain("203.0.113.7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<body>The printer is at 192.168.4.1, log in as admin; ping 10.0.0.1 first.</body>",
                "<body>a=candidate:1 1 udp 2130706431 192.168.4.1 8998 typ host</body>",
                "<body>See http://10.1.2.3:8080/wiki</body><x xmlns='jabber:x:oob'><url>http://10.1.2.3:8080/wiki</url></x>",
                "<body>version 1.2.3.4 is out</body><html xmlns='http://jabber.org/protocol/xhtml-im'>"
                        + "<body xmlns='http://www.w3.org/1999/xhtml'><p>c=IN IP4 10.1.2.3</p></body></html>",
                "<x xmlns='jabber:x:data' type='submit'><field var='address'><value>10.0.0.1</value></field></x>",
                "<addresses xmlns='http://jabber.org/protocol/address'><address type='to' jid='a@b'/></addresses>",
                "<software xmlns='urn:example:v' host='build.capulet.lit' version='1.2.3.4'/>"
            })
    void ordinaryTextPasses(String content) {
        assertThat(look(message(content))).isEqualTo(Verdict.PASS);
    }

    @Test
    void whatAnAccountKeepsForItselfIsItsOwn() {
        assertThat(look("<iq from='" + ROMEO + "' type='set' id='1'><query xmlns='jabber:iq:private'>"
                        + "<servers xmlns='urn:example:own' host='192.168.4.1'/></query></iq>"))
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void componentsAndBridgesSpeakOfThemselves() {
        Stanza stanza = stanza(ICE);
        assertThat(detector.look(
                        new Act(new Origin(Jid.parse("bridge.capulet.lit"), Origin.Kind.COMPONENT, null), stanza, NOW)))
                .isEqualTo(Verdict.PASS);
        rules = new AddressRules(Mode.ENFORCE, List.of(), Set.of(), false, Set.of(BareJid.parse("romeo@montague.lit")));
        assertThat(look(ICE)).isEqualTo(Verdict.PASS);
    }

    private void at(String sender, String recipient) {
        romeo = InetAddress.ofLiteral(sender);
        devices = Map.of(JULIET, List.of(InetAddress.ofLiteral(recipient)));
    }

    private static List<String> ids(Element iq) {
        return iq.elements()
                .flatMap(Element::elements)
                .flatMap(Element::elements)
                .filter(child -> child.name().equals("transport"))
                .flatMap(Element::elements)
                .map(candidate -> candidate.attribute("id", ""))
                .toList();
    }

    private static String jingle(String transport) {
        return "<iq from='" + ROMEO + "' to='" + JULIET + "' id='1' type='set'>"
                + "<jingle xmlns='urn:xmpp:jingle:1' action='session-initiate' sid='a73sjjvkla37jfea'>"
                + "<content creator='initiator' name='ex'>" + transport + "</content></jingle></iq>";
    }

    private static String bytestreams(String hosts) {
        return "<iq from='" + ROMEO + "' to='" + JULIET + "' id='1' type='set'>"
                + "<query xmlns='http://jabber.org/protocol/bytestreams' sid='vxf9n471bn46'>" + hosts + "</query></iq>";
    }

    private static String message(String content) {
        return "<message from='" + ROMEO + "' to='" + JULIET + "' type='chat'>" + content + "</message>";
    }

    private static Stanza stanza(String xml) {
        return Stanza.parse(Element.read(xml.getBytes(StandardCharsets.UTF_8), Namespaces.CLIENT));
    }

    private Verdict look(String xml) {
        return detector.look(new Act(new Origin(Jid.parse(ROMEO), Origin.Kind.ACCOUNT, romeo), stanza(xml), NOW));
    }

    private Element annotated(String xml) {
        assertThat(look(xml)).isInstanceOf(Verdict.Annotate.class);
        return ((Verdict.Annotate) look(xml)).stanza().element();
    }
}
