// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.guarding;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.features.Features;
import im.wardroom.features.transfers.TransferSettings;
import im.wardroom.guard.Policy;
import im.wardroom.testkit.TestDevice;
import im.wardroom.testkit.TestServer;
import im.wardroom.xmpp.xml.Element;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/// A program that would be smuggled in, on every way that leads through a stanza of a running server.
class FilePathsTest {

    private static final String DOMAIN = TestServer.DOMAIN;

    /// As a program for Windows begins.
    private static byte[] program() {
        byte[] bytes = new byte[512];
        bytes[0] = 'M';
        bytes[1] = 'Z';
        bytes[0x3c] = 0x40;
        bytes[0x40] = 'P';
        bytes[0x41] = 'E';
        return bytes;
    }

    private static byte[] zipped() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("holiday.jpg.exe"));
            zip.write(program());
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private record Way(String name, String stanza) {}

    private static List<Way> ways(String data) {
        return List.of(
                new Way(
                        "avatar",
                        "<iq type='set' id='x'><pubsub xmlns='http://jabber.org/protocol/pubsub'>"
                                + "<publish node='urn:xmpp:avatar:data'><item id='a'><data xmlns='urn:xmpp:avatar:data'>"
                                + data + "</data></item></publish></pubsub></iq>"),
                new Way(
                        "picture of a vCard",
                        "<iq type='set' id='x'><vCard xmlns='vcard-temp'><PHOTO><TYPE>image/png</TYPE><BINVAL>" + data
                                + "</BINVAL></PHOTO></vCard></iq>"),
                new Way(
                        "bits of binary in a message",
                        "<message type='chat' id='x' to='juliet@" + DOMAIN + "'><body>Look</body>"
                                + "<data xmlns='urn:xmpp:bob' cid='sha1+aaa@bob.xmpp.org' type='image/png'>" + data
                                + "</data></message>"),
                new Way(
                        "item of a node",
                        "<iq type='set' id='x'><pubsub xmlns='http://jabber.org/protocol/pubsub'><publish node='tunes'>"
                                + "<item id='a'><tune xmlns='urn:x'><data>" + data
                                + "</data></tune></item></publish></pubsub></iq>"),
                new Way(
                        "picture within a message",
                        "<message type='chat' id='x' to='juliet@" + DOMAIN + "'><body>Look</body>"
                                + "<html xmlns='http://jabber.org/protocol/xhtml-im'><body xmlns='http://www.w3.org/1999/xhtml'>"
                                + "<img src='data:image/png;base64," + data + "' alt='x'/></body></html></message>"),
                new Way(
                        "file by Jingle",
                        "<iq type='set' id='x' to='juliet@" + DOMAIN + "/balcony'>"
                                + "<jingle xmlns='urn:xmpp:jingle:1' action='session-initiate' sid='s'>"
                                + "<content creator='initiator' name='f'><description xmlns='urn:xmpp:jingle:apps:file-transfer:5'>"
                                + "<file><name>a.exe</name></file></description>"
                                + "<transport xmlns='urn:xmpp:jingle:transports:s5b:1' sid='t'/></content></jingle></iq>"));
    }

    private static TestServer server() {
        TransferSettings inBand = new TransferSettings(true, Optional.empty());
        return TestServer.start(
                        Features.all(Features.Settings.DEFAULT.with(inBand), Clock.systemUTC()),
                        settings -> settings.guardedBy(() -> Policy.DEFAULT))
                .withUsers("romeo", "juliet");
    }

    private static TestDevice present(TestServer server, String user, String resource) {
        TestDevice device = server.signIn(user, resource);
        device.send("<presence/>");
        device.receive();
        return device;
    }

    private static void isRefusedOnEveryWay(byte[] bytes) {
        try (TestServer server = server()) {
            TestDevice juliet = present(server, "juliet", "balcony");
            TestDevice romeo = present(server, "romeo", "orchard");
            for (Way way : ways(base64(bytes))) {
                romeo.send(way.stanza());
                Element answer = romeo.receive();
                assertThat(answer.toString())
                        .as(way.name())
                        .contains("policy-violation")
                        .contains("Reference");
            }
            // Nothing of it has arrived.
            romeo.send("<message type='chat' to='juliet@" + DOMAIN + "'><body>Good night</body></message>");
            assertThat(juliet.receive().toString()).contains("Good night");
        }
    }

    @Test
    void programIsRefusedOnEveryWay() {
        isRefusedOnEveryWay(program());
    }

    @Test
    void programInAnArchiveIsRefusedOnEveryWay() throws Exception {
        isRefusedOnEveryWay(zipped());
    }

    @Test
    void programInPiecesIsRefusedBeforeTheLastOneArrives() {
        try (TestServer server = server()) {
            TestDevice juliet = present(server, "juliet", "balcony");
            TestDevice romeo = present(server, "romeo", "orchard");
            String to = " to='juliet@" + DOMAIN + "/balcony'>";
            romeo.send("<iq type='set' id='o'" + to
                    + "<open xmlns='http://jabber.org/protocol/ibb' sid='i' block-size='256'/></iq>");
            Element open = juliet.receive();
            juliet.send("<iq type='result' id='" + open.attribute("id") + "' to='" + romeo.jid() + "'/>");
            romeo.receive();
            byte[] program = program();
            StringBuilder heard = new StringBuilder();
            for (int seq = 0; seq < 2; seq++) {
                byte[] piece = Arrays.copyOfRange(program, seq * 256, seq * 256 + 256);
                romeo.send("<iq type='set' id='d" + seq + "'" + to
                        + "<data xmlns='http://jabber.org/protocol/ibb' sid='i' seq='" + seq + "'>" + base64(piece)
                        + "</data></iq>");
            }
            romeo.send("<iq type='set' id='c'" + to + "<close xmlns='http://jabber.org/protocol/ibb' sid='i'/></iq>");
            Element answer = romeo.receive();
            while (!answer.toString().contains("policy-violation")) {
                heard.append(answer);
                answer = romeo.receive();
            }
            assertThat(heard.toString()).doesNotContain("id='c'");
        }
    }

    @Test
    void pictureAndTextPassInTheOrderInWhichTheyWereSent() {
        byte[] picture = "GIF89a picture of nothing in particular".getBytes(StandardCharsets.US_ASCII);
        try (TestServer server = server()) {
            TestDevice juliet = present(server, "juliet", "balcony");
            TestDevice romeo = present(server, "romeo", "orchard");
            for (int i = 0; i < 20; i++) {
                String data = i % 2 == 0
                        ? "<data xmlns='urn:xmpp:bob' cid='sha1+" + i + "@bob.xmpp.org' type='image/gif'>"
                                + base64(picture) + "</data>"
                        : "";
                romeo.send(
                        "<message type='chat' to='juliet@" + DOMAIN + "'><body>" + i + "</body>" + data + "</message>");
            }
            for (int i = 0; i < 20; i++) {
                assertThat(juliet.receive().toString()).contains("<body>" + i + "</body>");
            }
        }
    }
}
