// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.embedded;

import static im.wardroom.guard.indicator.Acts.act;
import static im.wardroom.guard.indicator.Acts.message;
import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.guard.Act;
import im.wardroom.guard.Finding;
import im.wardroom.guard.Mode;
import im.wardroom.guard.Reason;
import im.wardroom.guard.Verdict;
import im.wardroom.guard.file.FileGuard;
import im.wardroom.guard.file.FileInspector;
import im.wardroom.guard.file.FileRules;
import im.wardroom.guard.file.Known;
import im.wardroom.guard.file.Outcome;
import im.wardroom.guard.file.Samples;
import im.wardroom.guard.file.Scan;
import im.wardroom.guard.indicator.Acts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class EmbeddedInspectionTest {

    private static final String EXE = Base64.getEncoder().encodeToString(Samples.exe());
    private static final String PNG = Base64.getEncoder().encodeToString(Samples.png());
    private static final String IBB = "http://jabber.org/protocol/ibb";

    @TempDir
    private Path folder;

    private FileRules files = FileRules.DEFAULT;
    private EmbeddedRules rules = EmbeddedRules.DEFAULT;
    private final List<Finding> observed = new ArrayList<>();
    private EmbeddedInspection inspection;

    @BeforeEach
    void make() {
        // A scanner that knows one text.
        Scan scan = (content, sha256) -> {
            try {
                return new String(content.read(0, 1 << 20), StandardCharsets.ISO_8859_1).contains("evil")
                        ? new Outcome.Refused(Finding.of(Reason.FILE_MALWARE, "evil"))
                        : Outcome.CLEAN;
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        };
        inspection = new EmbeddedInspection(
                () -> rules,
                new FileGuard(new FileInspector(() -> files, Known.NOTHING, folder), scan),
                (act, finding) -> observed.add(finding));
    }

    private Verdict verdict(Act act) {
        return inspection.examine(act).orTimeout(20, TimeUnit.SECONDS).join();
    }

    private Finding refused(Act act) {
        Verdict verdict = verdict(act);
        assertThat(verdict).isInstanceOf(Verdict.Refuse.class);
        return ((Verdict.Refuse) verdict).finding();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<message to='juliet@capulet.example' type='chat'><data xmlns='urn:xmpp:bob' cid='a@bob.xmpp.org'"
                        + " type='image/png'>%s</data></message>",
                "<iq type='result' id='1' to='juliet@capulet.example/x'><data xmlns='urn:xmpp:bob' cid='a@bob.xmpp.org'"
                        + " type='image/png'>%s</data></iq>",
                "<message type='error' to='juliet@capulet.example'><data xmlns='urn:xmpp:bob' cid='a' type=''>%s</data></message>",
                "<iq type='set' id='1'><pubsub xmlns='http://jabber.org/protocol/pubsub'><publish node='urn:xmpp:avatar:data'>"
                        + "<item id='1'><data xmlns='urn:xmpp:avatar:data'>%s</data></item></publish></pubsub></iq>",
                "<iq type='set' id='1'><vCard xmlns='vcard-temp'><PHOTO><TYPE>image/jpeg</TYPE><BINVAL>\n%s\n</BINVAL></PHOTO>"
                        + "</vCard></iq>",
                "<iq type='set' id='1'><vCard xmlns='vcard-temp'><SOUND><BINVAL>%s</BINVAL></SOUND></vCard></iq>",
                "<iq type='set' id='1' to='room@rooms.montague.example'><vCard xmlns='vcard-temp'><PHOTO><BINVAL>%s</BINVAL>"
                        + "</PHOTO></vCard></iq>",
                "<iq type='set' id='1'><pubsub xmlns='http://jabber.org/protocol/pubsub'><publish node='urn:xmpp:vcard4'><item>"
                        + "<vcard xmlns='urn:ietf:params:xml:ns:vcard-4.0'><photo><uri>data:image/jpeg;base64,%s</uri></photo>"
                        + "</vcard></item></publish></pubsub></iq>",
                "<iq type='set' id='1'><pubsub xmlns='http://jabber.org/protocol/pubsub'><publish node='tools'><item>"
                        + "<entry xmlns='http://www.w3.org/2005/Atom'><content type='x'>%s</content></entry></item></publish>"
                        + "</pubsub></iq>",
                "<message to='juliet@capulet.example'><html xmlns='http://jabber.org/protocol/xhtml-im'><body"
                        + " xmlns='http://www.w3.org/1999/xhtml'><img src='data:image/png;base64,%s' alt=''/></body></html>"
                        + "</message>",
                "<message to='juliet@capulet.example'><x xmlns='urn:example:own'><blob>%s</blob></x></message>",
                "<presence><data xmlns='urn:xmpp:bob' cid='a' type='image/png'>%s</data></presence>"
            })
    void fileIsInspectedWhereverItIsWithinAStanza(String xml) {
        Finding finding = refused(act(xml.formatted(EXE)));
        assertThat(finding.reason()).isIn(Reason.FILE_TYPE, Reason.FILE_DISGUISED);
        assertThat(finding.evidence()).containsKey("path");
        assertThat(verdict(act(xml.formatted(PNG)))).isEqualTo(Verdict.PASS);
        String evil = Base64.getMimeEncoder()
                .encodeToString(("an evil text" + " and more".repeat(30)).getBytes(StandardCharsets.UTF_8));
        assertThat(verdict(act(xml.formatted(evil)))).isInstanceOf(Verdict.Refuse.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<body>Good morrow to thee</body><active xmlns='http://jabber.org/protocol/chatstates'/>",
                "<body>data: what it says, base64 or not</body>",
                "<body>TVqQAAMAAAAEAAAA//8AALgAAAAAAAAAQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAgAAAAA4f</body>",
                "<received xmlns='urn:xmpp:receipts' id='richard2-4.1.247'/>",
                "<hash xmlns='urn:xmpp:hashes:2' algo='sha-512'>z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg==</hash>",
                "<x xmlns='jabber:x:oob'><url>https://upload.example/files/abc/photo.jpg</url></x>",
                "<subject xmlns='urn:example'>the quick brown fox jumps over the lazy dog and then the quick brown fox jumps"
                        + " over the lazy dog again and the quick brown fox jumps over the lazy dog</subject>"
            })
    void stanzaWithoutAFilePassesAtOnce(String content) {
        var answer = inspection.examine(message(content));
        assertThat(answer).isCompletedWithValue(Verdict.PASS);
        assertThat(inspection.examined()).isZero();
    }

    @Test
    void whatIsEncryptedEndToEndPassesAndIsCounted() {
        Act act =
                message("<encrypted xmlns='eu.siacs.conversations.axolotl'><payload>" + EXE + "</payload></encrypted>");
        assertThat(inspection.examine(act)).isCompletedWithValue(Verdict.PASS);
        assertThat(inspection.passedEncrypted()).isEqualTo(1);
        assertThat(inspection.examined()).isZero();
    }

    @Test
    void base64ThatOnlyALenientClientReadsIsReadToo() {
        String odd = EXE.substring(0, 10) + "*\n-!" + EXE.substring(10);
        assertThat(refused(message("<data xmlns='urn:xmpp:bob' cid='a' type=''>" + odd.replace("-", "") + "</data>"))
                        .reason())
                .isEqualTo(Reason.FILE_TYPE);
        assertThat(refused(message("<x xmlns='urn:example'>DATA:text/html,%3Cscript%3Ealert(1)%3C/script%3E</x>"))
                        .reason())
                .isEqualTo(Reason.FILE_TYPE);
    }

    @Test
    void moreFilesThanOneStanzaMayHaveDoNotPass() {
        String many =
                ("<data xmlns='urn:xmpp:bob' cid='a' type='text/plain'>aGVsbG8gaGVsbG8gaGVsbG8=</data>").repeat(65);
        assertThat(refused(message(many)).reason()).isEqualTo(Reason.FILE_NOT_SCANNED);
    }

    @Test
    void rulesThatObserveLetPassAndTell() {
        files = files.with(Mode.OBSERVE);
        assertThat(verdict(message("<data xmlns='urn:xmpp:bob' cid='a' type=''>" + EXE + "</data>")))
                .isEqualTo(Verdict.PASS);
        assertThat(observed).extracting(Finding::reason).containsExactly(Reason.FILE_TYPE);
    }

    private Verdict open(String sid, int blockSize) {
        return verdict(act("<iq type='set' id='o' to='juliet@capulet.example/x'><open xmlns='" + IBB + "' sid='" + sid
                + "' block-size='" + blockSize + "'/></iq>"));
    }

    private static Act data(String sid, int seq, byte[] bytes) {
        return act("<iq type='set' id='d" + seq + "' to='juliet@capulet.example/x'><data xmlns='" + IBB + "' sid='"
                + sid + "' seq='" + seq + "'>" + Base64.getEncoder().encodeToString(bytes) + "</data></iq>");
    }

    private Verdict close(String sid) {
        return verdict(act("<iq type='set' id='c' to='juliet@capulet.example/x'><close xmlns='" + IBB + "' sid='" + sid
                + "'/></iq>"));
    }

    private static byte[] evil(int length) {
        byte[] bytes = new byte[length];
        java.util.Arrays.fill(bytes, (byte) ' ');
        System.arraycopy("evil".getBytes(StandardCharsets.US_ASCII), 0, bytes, 98, 4);
        return bytes;
    }

    private static byte[] piece(byte[] all, int from, int size) {
        return java.util.Arrays.copyOfRange(all, from, Math.min(all.length, from + size));
    }

    @Test
    void fileInPiecesIsJudgedBeforeItsLastPiecePasses() {
        byte[] file = evil(250);
        assertThat(open("a", 100)).isEqualTo(Verdict.PASS);
        assertThat(verdict(data("a", 0, piece(file, 0, 100)))).isEqualTo(Verdict.PASS);
        assertThat(verdict(data("a", 1, piece(file, 100, 100)))).isEqualTo(Verdict.PASS);
        assertThat(refused(data("a", 2, piece(file, 200, 100))).reason()).isEqualTo(Reason.FILE_MALWARE);
        assertThat(refused(data("a", 3, new byte[100])).reason()).isEqualTo(Reason.PATH_CLOSED);
        assertThat(close("a")).isEqualTo(Verdict.PASS);
    }

    @Test
    void fileOfWholePiecesIsJudgedAtTheSizeThatWasOfferedOrWhenItIsClosed() {
        byte[] file = evil(200);
        assertThat(verdict(act(
                        "<iq type='set' id='1' to='juliet@capulet.example/x'><si xmlns='http://jabber.org/protocol/si'"
                                + " id='b' mime-type='text/plain'><file xmlns='http://jabber.org/protocol/si/profile/file-transfer'"
                                + " name='a.txt' size='200'/></si></iq>")))
                .isEqualTo(Verdict.PASS);
        open("b", 100);
        assertThat(verdict(data("b", 0, piece(file, 0, 100)))).isEqualTo(Verdict.PASS);
        assertThat(refused(data("b", 1, piece(file, 100, 100))).evidence()).containsEntry("path", "in-band-bytestream");

        open("c", 100);
        verdict(data("c", 0, piece(file, 0, 100)));
        assertThat(verdict(data("c", 1, piece(file, 100, 100)))).isEqualTo(Verdict.PASS);
        assertThat(close("c")).isInstanceOf(Verdict.Refuse.class);
    }

    @Test
    void harmlessFileInPiecesArrives() {
        byte[] file = "once more unto the breach ".repeat(20).getBytes(StandardCharsets.UTF_8);
        open("d", 100);
        for (int i = 0; i * 100 < file.length; i++) {
            assertThat(verdict(data("d", i, piece(file, i * 100, 100)))).isEqualTo(Verdict.PASS);
        }
        assertThat(close("d")).isEqualTo(Verdict.PASS);
        assertThat(open("d", 100)).isEqualTo(Verdict.PASS);
    }

    @Test
    void piecesInMessagesAreTheSame() {
        open("e", 100);
        assertThat(verdict(message("<data xmlns='" + IBB + "' sid='e' seq='0'>" + EXE + "</data>")))
                .isInstanceOf(Verdict.Refuse.class);
    }

    @Test
    void streamsThatDoNotAddUpAreRefused() {
        assertThat(refused(data("nowhere", 0, new byte[10])).reason()).isEqualTo(Reason.PATH_CLOSED);
        open("f", 100);
        assertThat(refused(data("f", 1, new byte[100])).text()).contains("missing");
        open("g", 100);
        assertThat(refused(data("g", 0, new byte[101])).text()).contains("larger");
        assertThat(open("g", 100)).isInstanceOf(Verdict.Refuse.class);
        assertThat(open("h", 0)).isInstanceOf(Verdict.Refuse.class);
    }

    @Test
    void whatComesInPiecesHasABound() {
        rules = new EmbeddedRules(Mode.ENFORCE, 1000, 2, 1500, Duration.ofMinutes(10), Duration.ofSeconds(5));
        open("a", 600);
        open("b", 600);
        assertThat(open("c", 600)).isInstanceOf(Verdict.Refuse.class);
        assertThat(verdict(data("a", 0, new byte[600]))).isEqualTo(Verdict.PASS);
        assertThat(refused(data("a", 1, new byte[600])).text()).contains("too large");
        assertThat(verdict(data("b", 0, new byte[600]))).isEqualTo(Verdict.PASS);
        // What stood idle makes room.
        Act later = act(
                "<iq type='set' id='o' to='juliet@capulet.example/x'><open xmlns='" + IBB
                        + "' sid='z' block-size='600'/></iq>",
                Acts.NOW.plus(Duration.ofMinutes(11)));
        assertThat(verdict(later)).isEqualTo(Verdict.PASS);
    }
}
