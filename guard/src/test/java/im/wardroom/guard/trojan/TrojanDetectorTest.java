// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.trojan;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.guard.Alarms;
import im.wardroom.guard.Finding;
import im.wardroom.guard.Reason;
import im.wardroom.guard.Verdict;
import im.wardroom.guard.indicator.Acts;
import im.wardroom.xmpp.address.BareJid;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrojanDetectorTest {

    private static final String HELLO = "<body>hello</body>";

    private final List<Finding> alarms = new ArrayList<>();
    private TrojanRules rules = TrojanRules.DEFAULT;
    private Instant now = Acts.NOW;
    private final Random random = new Random(20261127);

    private final TrojanDetector detector = new TrojanDetector(() -> rules, new Alarms(alarms));

    private Verdict send(String from, String to, String content) {
        return detector.look(
                Acts.act("<message from='" + from + "' to='" + to + "' type='chat'>" + content + "</message>", now));
    }

    private Verdict send(String content) {
        return send("romeo@montague.example/phone", "juliet@capulet.example", content);
    }

    private void pass(long millis) {
        now = now.plusMillis(millis);
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    @Test
    void beatsAtRegularIntervalsAreToldOnceADayAndTheSenderIsAsked() {
        List<Verdict> stopped = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Verdict verdict = send(HELLO);
            if (verdict != Verdict.PASS) {
                stopped.add(verdict);
            }
            pass(60_000 + random.nextInt(1500));
        }
        assertThat(stopped).singleElement().isInstanceOf(Verdict.Hold.class);
        assertThat(alarms).singleElement().satisfies(alarm -> {
            assertThat(alarm.reason()).isEqualTo(Reason.TROJAN_BEACON);
            assertThat(alarm.evidence()).containsEntry("rhythm", "100 %").containsEntry("seconds-between", "60");
        });
        pass(Duration.ofDays(1).toMillis());
        for (int i = 0; i < 30; i++) {
            send(HELLO);
            pass(60_000);
        }
        assertThat(alarms).hasSize(2);
    }

    @Test
    void beatsInAPersonsSessionAreSeenBesideWhatThePersonWrites() {
        for (int i = 0; i < 30; i++) {
            send("romeo@montague.example/phone", "nurse@capulet.example", "<body>words of a person</body>");
            pass(random.nextInt(20_000));
            send(HELLO);
            pass(40_000);
            now = Acts.NOW.plusSeconds(60L * (i + 1));
        }
        assertThat(alarms).hasSize(1);
    }

    @Test
    void longEncodedBodiesAreASign() {
        for (int i = 0; i < 12; i++) {
            String body = i % 2 == 0
                    ? Base64.getEncoder().encodeToString(bytes(200))
                    : HexFormat.of().formatHex(bytes(150));
            send("<body>" + body + "</body>");
            pass(random.nextInt(250_000));
        }
        assertThat(alarms)
                .singleElement()
                .satisfies(alarm -> assertThat(alarm.evidence())
                        .containsEntry("encoded-bodies", "100 %")
                        .noneSatisfy((name, value) -> assertThat(value).contains("hello")));
    }

    @Test
    void repliesFasterThanAnybodyTypesAreASign() {
        send(HELLO);
        for (int i = 0; i < 25; i++) {
            send("juliet@capulet.example/x", "romeo@montague.example", HELLO);
            pass(100 + random.nextInt(400));
            send(HELLO);
            pass(random.nextInt(90_000));
        }
        assertThat(alarms)
                .singleElement()
                .satisfies(alarm -> assertThat(alarm.evidence())
                        .containsEntry("account", "romeo@montague.example")
                        .containsEntry("quick-replies", "100 %"));
    }

    @Test
    void dataThatNoClientSendsIsASign() {
        for (int i = 0; i < 60; i++) {
            if (i % 2 == 0) {
                send("<payload xmlns='urn:xmpp:json:0'>{\"k\":1}</payload>");
            } else {
                detector.look(Acts.act(
                        "<iq type='set' id='1' to='juliet@capulet.example/x'><task xmlns='com.example.agent'/></iq>",
                        now));
            }
            pass(random.nextInt(50_000));
        }
        assertThat(alarms).hasSize(1);
    }

    @Test
    void twoSignsThatAreNearlyFullAreEnough() {
        for (int i = 0; i < 16; i++) {
            send("<body>" + Base64.getEncoder().encodeToString(bytes(200)) + "</body>");
            pass(330_000);
        }
        assertThat(alarms).hasSize(1);
    }

    @Test
    void machinesThatAreDeclaredAreLeftAlone() {
        rules = rules.exempting(Set.of(BareJid.parse("romeo@montague.example")));
        for (int i = 0; i < 100; i++) {
            send("<body>disk is 80 % full</body>");
            pass(60_000);
        }
        assertThat(alarms).isEmpty();
    }

    @Test
    void peopleWhoTalkAllDayAreLeftAlone() {
        send("juliet@capulet.example/x", "romeo@montague.example", HELLO);
        for (int i = 0; i < 2000; i++) {
            boolean hers = random.nextBoolean();
            // Log-normal, from two seconds to many minutes.
            pass((long) (1000 * Math.exp(2.5 + 1.2 * random.nextGaussian())) + 800);
            send(
                    hers ? "juliet@capulet.example/x" : "romeo@montague.example/phone",
                    hers ? "romeo@montague.example" : "juliet@capulet.example",
                    "<body>" + "word ".repeat(1 + random.nextInt(30)) + "</body>");
        }
        assertThat(alarms).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<composing xmlns='http://jabber.org/protocol/chatstates'/>",
                "<received xmlns='urn:xmpp:receipts' id='1'/>",
                "<displayed xmlns='urn:xmpp:chat-markers:0' id='1'/>",
                "<store xmlns='urn:xmpp:hints'/>"
            })
    void typingReceiptsAndMarkersAreNoBeats(String content) {
        for (int i = 0; i < 200; i++) {
            send(content);
            pass(30_000);
        }
        assertThat(alarms).isEmpty();
    }

    @Test
    void keepAlivePingsAndQuestionsOfClientsAreNoBeats() {
        for (int i = 0; i < 200; i++) {
            detector.look(Acts.act(
                    "<iq type='get' id='1' to='juliet@capulet.example/x'><ping xmlns='urn:xmpp:ping'/></iq>", now));
            detector.look(Acts.act(
                    "<iq type='get' id='1' to='juliet@capulet.example'><query xmlns='http://jabber.org/protocol/disco#info'/></iq>",
                    now));
            detector.look(Acts.act("<presence to='juliet@capulet.example'><show>away</show></presence>", now));
            pass(30_000);
        }
        assertThat(alarms).isEmpty();
    }

    @Test
    void encryptedTalkIsNoDataOfPrograms() {
        for (int i = 0; i < 300; i++) {
            String payload = Base64.getEncoder().encodeToString(bytes(300));
            send(
                    i % 2 == 0
                            ? "<encrypted xmlns='eu.siacs.conversations.axolotl'><payload>" + payload
                                    + "</payload></encrypted>" + "<body>" + payload + "</body>"
                            : "<openpgp xmlns='urn:xmpp:openpgp:0'>" + payload + "</openpgp>");
            pass((long) (1000 * Math.exp(2.5 + 1.2 * random.nextGaussian())) + 800);
        }
        assertThat(alarms).isEmpty();
    }

    @Test
    void whatPeoplePasteIsNotEncoded() {
        String pgp = "-----BEGIN PGP MESSAGE-----\n\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes(600))
                + "\n-----END PGP MESSAGE-----";
        String log =
                "2026-11-27T03:16:51Z sshd[812]: Accepted publickey for ops from 192.0.2.1 port 51514 ssh2: ED25519 "
                        + "SHA256:AAAAC3NzaC1lZDI1NTE5AAAAIGx8s2\n".repeat(6);
        for (String body : List.of(
                pgp,
                log,
                "aesgcm://upload.example/x/photo.jpg#" + HexFormat.of().formatHex(bytes(44)),
                "https://example.org/?q=" + Base64.getUrlEncoder().encodeToString(bytes(200)),
                "a".repeat(300),
                "haha".repeat(60),
                "Donaudampfschifffahrtsgesellschaftskapitän".repeat(4),
                "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                "一".repeat(200))) {
            assertThat(Encoding.isEncoded(body)).as(body).isFalse();
        }
        assertThat(Encoding.isEncoded(Base64.getMimeEncoder().encodeToString(bytes(400))))
                .isTrue();
    }

    @Test
    void somebodyWhoPastesKeysNowAndThenIsLeftAlone() {
        for (int i = 0; i < 40; i++) {
            send("<body>" + Base64.getEncoder().encodeToString(bytes(300)) + "</body>");
            pass(Duration.ofMinutes(6).toMillis() + random.nextInt(600_000));
        }
        assertThat(alarms).isEmpty();
    }
}
