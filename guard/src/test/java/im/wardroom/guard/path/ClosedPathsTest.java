// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.path;

import static im.wardroom.guard.indicator.Acts.act;
import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.guard.Reason;
import im.wardroom.guard.Verdict;
import im.wardroom.guard.path.PathRules.Way;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClosedPathsTest {

    private static final String TO = " to='juliet@capulet.example/balcony'";
    private static final String FILE =
            "<description xmlns='urn:xmpp:jingle:apps:file-transfer:5'><file><name>a.txt</name></file></description>";
    private static final String CANDIDATES = "<transport xmlns='urn:xmpp:jingle:transports:s5b:1' sid='s'>"
            + "<candidate cid='1' host='192.0.2.1' jid='romeo@montague.example/phone' type='direct'/>"
            + "<candidate cid='2' host='192.0.2.9' jid='proxy.montague.example' type='proxy'/></transport>";

    private PathRules rules = PathRules.DEFAULT;
    private final ClosedPaths paths = new ClosedPaths(() -> rules);

    private Verdict look(String to, String payload) {
        return paths.look(act("<iq type='set' id='1'" + to + ">" + payload + "</iq>"));
    }

    private static String jingle(String action, String content) {
        return "<jingle xmlns='urn:xmpp:jingle:1' action='" + action
                + "' sid='1'><content creator='initiator' name='c'>" + content + "</content></jingle>";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<jingle xmlns='urn:xmpp:jingle:1' action='session-initiate' sid='1'><content creator='initiator' name='c'>"
                        + FILE + "</content></jingle>",
                "<jingle xmlns='urn:xmpp:jingle:1' action='content-add' sid='1'><content creator='initiator' name='c'>"
                        + "<description xmlns='urn:xmpp:jingle:apps:file-transfer:3'/></content></jingle>",
                "<jingle xmlns='urn:xmpp:jingle:1' action='session-initiate' sid='1'><content creator='initiator' name='c'>"
                        + "<description xmlns='urn:example:anything'/></content></jingle>",
                "<jingle xmlns='urn:xmpp:jingle:1' action='transport-info' sid='1'><content creator='initiator' name='c'>"
                        + CANDIDATES + "</content></jingle>",
                "<si xmlns='http://jabber.org/protocol/si' id='a' profile='http://jabber.org/protocol/si/profile/file-transfer'/>",
                "<query xmlns='http://jabber.org/protocol/bytestreams' sid='s'><streamhost jid='a' host='192.0.2.1'/></query>"
            })
    void filesFromDeviceToDeviceAreRefusedWithAWayOut(String payload) {
        assertThat(look(TO, payload)).isInstanceOfSatisfying(Verdict.Refuse.class, refused -> {
            assertThat(refused.finding().reason()).isEqualTo(Reason.PATH_CLOSED);
            assertThat(refused.finding().text()).contains("upload");
        });
        assertThat(look("", payload)).isEqualTo(Verdict.PASS);
        assertThat(look(" to='romeo@montague.example/laptop'", payload)).isEqualTo(Verdict.PASS);
    }

    @Test
    void proposalOfAFileInAMessageIsRefusedAndOfACallIsNot() {
        String propose =
                "<message to='juliet@capulet.example'><propose xmlns='urn:xmpp:jingle-message:0' id='1'>%s</propose></message>";
        assertThat(paths.look(act(propose.formatted(FILE)))).isInstanceOf(Verdict.Refuse.class);
        assertThat(paths.look(
                        act(propose.formatted("<description xmlns='urn:xmpp:jingle:apps:rtp:1' media='audio'/>"))))
                .isEqualTo(Verdict.PASS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"session-initiate", "session-accept", "content-add", "transport-info", "session-terminate"})
    void callsStay(String action) {
        String call =
                "<description xmlns='urn:xmpp:jingle:apps:rtp:1' media='audio'><payload-type id='111' name='opus'/>"
                        + "</description><transport xmlns='urn:xmpp:jingle:transports:ice-udp:1'><candidate ip='192.0.2.1'/></transport>";
        assertThat(look(TO, jingle(action, call))).isEqualTo(Verdict.PASS);
        assertThat(look(TO, jingle(action, "<transport xmlns='urn:xmpp:jingle:transports:ice-udp:1'/>")))
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void answersErrorsAndQuestionsPass() {
        assertThat(paths.look(act("<iq type='result' id='1'" + TO
                        + "><query xmlns='http://jabber.org/protocol/bytestreams'/></iq>")))
                .isEqualTo(Verdict.PASS);
        assertThat(paths.look(act("<iq type='get' id='1' to='proxy.montague.example'><query"
                        + " xmlns='http://jabber.org/protocol/bytestreams'/></iq>")))
                .isEqualTo(Verdict.PASS);
        assertThat(paths.look(act("<message" + TO + "><body>urn:xmpp:jingle:apps:file-transfer:5</body></message>")))
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void relayedFilesKeepTheServersOwnProxiesOnly() {
        rules = PathRules.DEFAULT.with(Way.RELAY).with(Set.of("proxy.montague.example"));
        Verdict verdict = look(TO, jingle("session-initiate", FILE + CANDIDATES));
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Annotate.class,
                        changed -> assertThat(changed.stanza().element().toString())
                                .contains("proxy.montague.example")
                                .contains("a.txt")
                                .doesNotContain("192.0.2.1"));
        String ice = FILE + "<transport xmlns='urn:xmpp:jingle:transports:ice-udp:1'/>";
        assertThat(look(TO, jingle("session-initiate", ice))).isInstanceOf(Verdict.Refuse.class);
        String inBand = FILE + "<transport xmlns='urn:xmpp:jingle:transports:ibb:1' sid='s' block-size='4096'/>";
        assertThat(look(TO, jingle("session-initiate", inBand))).isEqualTo(Verdict.PASS);
        assertThat(look(
                        TO,
                        "<query xmlns='http://jabber.org/protocol/bytestreams' sid='s'><streamhost"
                                + " jid='romeo@montague.example/phone' host='192.0.2.1'/></query>"))
                .isInstanceOf(Verdict.Refuse.class);
        assertThat(look(
                        TO,
                        "<query xmlns='http://jabber.org/protocol/bytestreams' sid='s'><streamhost"
                                + " jid='proxy.montague.example' host='192.0.2.9'/></query>"))
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void openWaysAreOpen() {
        rules = PathRules.DEFAULT.with(Way.PASS);
        assertThat(look(TO, jingle("session-initiate", FILE + CANDIDATES))).isEqualTo(Verdict.PASS);
        assertThat(look(TO, "<si xmlns='http://jabber.org/protocol/si' id='a'/>"))
                .isEqualTo(Verdict.PASS);
    }
}
