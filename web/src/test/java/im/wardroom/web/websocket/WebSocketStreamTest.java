// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.wardroom.server.session.SessionOptions;
import im.wardroom.testkit.TestDevice;
import im.wardroom.testkit.TestServer;
import im.wardroom.web.RawClient;
import im.wardroom.web.TestWeb;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.xml.Element;
import java.net.http.WebSocketHandshakeException;
import java.util.Base64;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Streams over WebSocket (RFC 7395), from the handshake to the goodbye.
@Timeout(60)
class WebSocketStreamTest {

    private static final String SM = "urn:xmpp:sm:3";

    private static TestWeb web;

    @BeforeAll
    static void start() {
        web = TestWeb.start();
    }

    @AfterAll
    static void stop() {
        web.close();
    }

    // ---- the handshake

    /// RFC 7395 §3.1: "the client MUST include the value 'xmpp' in the list of protocols".
    @Test
    void otherProtocolIsRefused() {
        assertRefused(400, null, "mqtt");
    }

    /// RFC 6455 §10.2.
    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "http://localhost"})
    void pageOfAnotherSiteIsRefused(String origin) {
        assertRefused(403, origin, "xmpp");
    }

    private static void assertRefused(int status, String origin, String protocol) {
        assertThatThrownBy(() -> WebSocketClient.connect(web, origin, protocol))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        e -> assertThat(e.getResponse().statusCode()).isEqualTo(status));
    }

    @Test
    void ownPageAndThePagesOfAllowedSitesMayConnect() {
        String own = "https://localhost:" + web.address().getPort();
        try (WebSocketClient page = WebSocketClient.connect(web, own, "xmpp");
                WebSocketClient other = WebSocketClient.connect(web, TestWeb.OTHER_SITE, "xmpp")) {
            assertThat(page.open().name()).isEqualTo("open");
            assertThat(other.open().name()).isEqualTo("open");
        }
    }

    @Test
    void handshakeIsAnsweredAsTheSpecificationSays() {
        try (RawClient client = web.connect()) {
            RawClient.Answer answer = client.get(
                    "/xmpp-websocket",
                    "Upgrade: websocket",
                    "Connection: keep-alive, Upgrade",
                    "Sec-WebSocket-Version: 13",
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                    "Sec-WebSocket-Protocol: foo, xmpp");

            // RFC 6455 §1.3 computes this for that key.
            assertThat(answer.status()).isEqualTo(101);
            assertThat(answer.headers())
                    .containsEntry("sec-websocket-accept", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
                    .containsEntry("sec-websocket-protocol", "xmpp")
                    .doesNotContainKey("sec-websocket-extensions");
        }
    }

    @Test
    void handshakeInAnotherVersionIsToldTheRightOne() {
        try (RawClient client = web.connect()) {
            RawClient.Answer answer = client.get(
                    "/xmpp-websocket", "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 8");

            assertThat(answer.status()).isEqualTo(426);
            assertThat(answer.headers()).containsEntry("sec-websocket-version", "13");
        }
    }

    @Test
    void handshakeWithoutAKeyOrAnUpgradeIsRefused() {
        try (RawClient plain = web.connect();
                RawClient keyless = web.connect()) {
            assertThat(plain.get("/xmpp-websocket").status()).isEqualTo(426);
            assertThat(keyless.get(
                                    "/xmpp-websocket",
                                    "Upgrade: websocket",
                                    "Connection: Upgrade",
                                    "Sec-WebSocket-Version: 13",
                                    "Sec-WebSocket-Key: " + Base64.getEncoder().encodeToString(new byte[15]),
                                    "Sec-WebSocket-Protocol: xmpp")
                            .status())
                    .isEqualTo(400);
        }
    }

    // ---- the stream

    /// RFC 7395 §3.4.
    @Test
    void serverOpensItsSideOfTheStream() {
        try (WebSocketClient client = WebSocketClient.connect(web)) {
            Element open = client.open();

            assertThat(open.is(WebSocketClient.FRAMING, "open")).isTrue();
            assertThat(open.attributes())
                    .containsEntry("from", TestServer.DOMAIN)
                    .containsEntry("version", "1.0")
                    .containsKeys("id", "xml:lang");
        }
    }

    /// RFC 7395 §3.9: "MUST NOT be used by XMPP subprotocol connections" of STARTTLS.
    @Test
    void encryptionIsNotOfferedAgain() {
        try (WebSocketClient client = WebSocketClient.connect(web)) {
            Element features = client.features();

            assertThat(features.is(Namespaces.STREAM, "features")).isTrue();
            assertThat(features.has(Namespaces.TLS, "starttls")).isFalse();
            assertThat(features.has(Namespaces.SASL, "mechanisms")).isTrue();
            client.send("<starttls xmlns='" + Namespaces.TLS + "'/>");
            assertStreamError(client, "unsupported-stanza-type");
        }
    }

    @Test
    void messagesGoBothWaysBetweenWebSocketAndTcp() {
        try (WebSocketClient peter =
                        WebSocketClient.signIn(web, "peter", "browser").present();
                TestDevice nurse = web.server().signIn("nurse", "phone")) {
            nurse.send("<presence/>");
            nurse.receive();

            peter.send(
                    "<message xmlns='jabber:client' to='nurse@capulet.example' type='chat'><body>O ☕</body></message>");
            Element heard = nurse.receive();
            nurse.send("<message to='peter@capulet.example' type='chat'><body>Ay <me/></body>"
                    + "<x xmlns='urn:example:other'><y/></x></message>");
            Element answer = peter.receive();

            assertThat(heard.attribute("from")).isEqualTo("peter@capulet.example/browser");
            assertThat(heard.child(Namespaces.CLIENT, "body").text()).isEqualTo("O ☕");
            assertThat(answer.is(Namespaces.CLIENT, "message")).isTrue();
            assertThat(answer.child(Namespaces.CLIENT, "body").text()).isEqualTo("Ay ");
            assertThat(answer.child("urn:example:other", "x").has("urn:example:other", "y"))
                    .isTrue();
        }
    }

    @Test
    void messageMayComeInFragmentsWithAPingBetweenThem() {
        try (WebSocketClient romeo =
                WebSocketClient.signIn(web, "romeo", "pieces").present()) {
            romeo.send("<message xmlns='jabber:client' to='romeo@capulet.", false)
                    .ping("still there?")
                    .send("example/pieces'><bo", false)
                    .send("dy>whole</body></message>", true);

            assertThat(romeo.next()).isEqualTo(new WebSocketClient.Event.Pong("still there?"));
            assertThat(romeo.receive().child(Namespaces.CLIENT, "body").text()).isEqualTo("whole");
        }
    }

    /// RFC 7395 §3.10 leaves XEP-0198 as it is: the session goes on over another WebSocket.
    @Test
    void lostSessionIsResumedOverAnotherWebSocket() {
        try (WebSocketClient first = WebSocketClient.signIn(web, "juliet", "tab")) {
            first.send("<enable xmlns='" + SM + "' resume='true'/>");
            String id = first.receive().attribute("id");
            first.present();
            first.close();
            try (TestDevice romeo = web.server().signIn("romeo", "phone");
                    WebSocketClient second = WebSocketClient.connect(web).authenticate("juliet")) {
                romeo.send("<message to='juliet@capulet.example' type='chat'><body>Missed?</body></message>");
                second.features();
                second.send("<resume xmlns='" + SM + "' previd='" + id + "' h='1'/>");

                Element resumed = second.receive();
                Element next = second.receive();
                while (!next.name().equals("message")) {
                    next = second.receive();
                }
                assertThat(resumed.is(SM, "resumed")).isTrue();
                assertThat(next.child(Namespaces.CLIENT, "body").text()).isEqualTo("Missed?");
            }
        }
    }

    // ---- what is not allowed

    /// RFC 7395 §3.2: "Data frame messages in the XMPP subprotocol MUST be of the text type".
    @Test
    void binaryMessageClosesTheWebSocket() {
        try (WebSocketClient client = WebSocketClient.connect(web)) {
            client.open();
            client.receive();

            client.sendBinary("<presence xmlns='jabber:client'/>");

            assertThat(client.next()).isEqualTo(new WebSocketClient.Event.Closed(1003));
        }
    }

    /// RFC 7395 §3.3.3.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<presence xmlns='jabber:client'/><presence xmlns='jabber:client'/>",
                "<presence xmlns='jabber:client'/>\n",
                " <presence xmlns='jabber:client'/>",
                " ",
                "",
                "presence",
                "</f>",
                "<presence xmlns='jabber:client'/></f>"
            })
    void messageThatIsNotOneElementIsAStreamError(String text) {
        assertRefusedAfterOpening(text, "bad-format");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<presence xmlns='jabber:client'>", "<presence", "<a></b>", "<a>&amp</a>"})
    void messageThatIsNotWholeIsAStreamError(String text) {
        assertRefusedAfterOpening(text, "not-well-formed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<?xml version='1.0'?><presence/>", "<!-- x --><presence/>", "<!DOCTYPE a>"})
    void messageWithWhatXmppDoesWithoutIsAStreamError(String text) {
        assertRefusedAfterOpening(text, "restricted-xml");
    }

    @Test
    void elementMustDeclareThePrefixesThatItUses() {
        assertRefusedAfterOpening("<stream:features/>", "bad-namespace-prefix");
    }

    @Test
    void streamOfTcpIsNoStreamHere() {
        assertRefusedAfterOpening(
                "<stream:stream xmlns:stream='" + Namespaces.STREAM + "' to='capulet.example' version='1.0'/>",
                "bad-format");
    }

    private static void assertRefusedAfterOpening(String text, String condition) {
        try (WebSocketClient client = WebSocketClient.connect(web)) {
            client.features();
            client.send(text);
            assertStreamError(client, condition);
        }
    }

    /// RFC 7395 §3.5 and §3.6: the error, then `<close/>`, then the end of the WebSocket.
    private static void assertStreamError(WebSocketClient client, String condition) {
        Element error = client.receive();
        assertThat(error.is(Namespaces.STREAM, "error")).isTrue();
        assertThat(error.has(Namespaces.STREAM_ERRORS, condition))
                .as(error.toString())
                .isTrue();
        assertThat(client.receive().is(WebSocketClient.FRAMING, "close")).isTrue();
        assertThat(client.next()).isEqualTo(new WebSocketClient.Event.Closed(1000));
    }

    @Test
    void streamBeginsWithOpen() {
        try (WebSocketClient client = WebSocketClient.connect(web)) {
            client.send("<presence xmlns='jabber:client'/>");

            assertThat(client.receive().is(WebSocketClient.FRAMING, "open")).isTrue();
            assertStreamError(client, "bad-format");
        }
    }

    @Test
    void streamIsOpenedAgainAfterSigningIn() {
        try (WebSocketClient client = WebSocketClient.connect(web).authenticate("romeo")) {
            client.send("<iq xmlns='jabber:client' type='set' id='1'><bind xmlns='" + Namespaces.BIND + "'/></iq>");

            assertThat(client.receive().is(WebSocketClient.FRAMING, "open")).isTrue();
            assertStreamError(client, "bad-format");
        }
    }

    @Test
    void strangerAtAnotherDomainIsTurnedAway() {
        try (WebSocketClient client = WebSocketClient.connect(web)) {
            client.send("<open xmlns='" + WebSocketClient.FRAMING + "' to='verona.example' version='1.0'/>");

            assertThat(client.receive().is(WebSocketClient.FRAMING, "open")).isTrue();
            assertStreamError(client, "host-unknown");
        }
    }

    @Test
    void strangerMayNotSendMuch() {
        assertRefusedAfterOpening("<a xmlns='urn:x'>" + "x".repeat(11 * 1024) + "</a>", "policy-violation");
    }

    @Test
    void fragmentsCountTogether() {
        try (WebSocketClient client = WebSocketClient.connect(web)) {
            client.features();
            client.send("<a xmlns='urn:x'>", false);
            for (int i = 0; i < 11; i++) {
                client.send("x".repeat(1024), false);
            }

            assertStreamError(client, "policy-violation");
        }
    }

    @Test
    void memberMaySendMoreButNotAnything() {
        try (WebSocketClient romeo = WebSocketClient.signIn(web, "romeo", "big").present()) {
            String text = "x".repeat(100 * 1024);
            romeo.send("<message xmlns='jabber:client' to='romeo@capulet.example/big'><body>" + text
                    + "</body></message>");
            assertThat(romeo.receive().child(Namespaces.CLIENT, "body").text()).isEqualTo(text);

            romeo.send("<a xmlns='urn:x'>", false);
            for (int i = 0; i < 15; i++) {
                romeo.send("x".repeat(17 * 1024), false);
            }
            romeo.send("x".repeat(2 * 1024), false);
            assertStreamError(romeo, "policy-violation");
        }
    }

    // ---- goodbye

    /// RFC 7395 §3.6.
    @Test
    void goodbyeIsAnswered() {
        try (WebSocketClient client = WebSocketClient.signIn(web, "romeo", "polite")) {
            client.send("<close xmlns='" + WebSocketClient.FRAMING + "'/>");

            assertThat(client.receive().is(WebSocketClient.FRAMING, "close")).isTrue();
            assertThat(client.next()).isEqualTo(new WebSocketClient.Event.Closed(1000));
        }
    }

    @Test
    void goodbyeOfTheWebSocketIsAnsweredToo() {
        try (WebSocketClient client = WebSocketClient.signIn(web, "romeo", "abrupt")) {
            client.sayClose(1001);

            assertThat(client.next()).isEqualTo(new WebSocketClient.Event.Closed(1001));
        }
    }

    @Test
    void serverThatStopsSaysGoodbye() {
        TestWeb stopping = TestWeb.start(SessionOptions.DEFAULT);
        try (WebSocketClient romeo = WebSocketClient.signIn(stopping, "romeo", "late")) {
            stopping.close();

            assertStreamError(romeo, "system-shutdown");
        }
    }

    // ---- frames, byte by byte

    @ParameterizedTest
    @ValueSource(
            strings = {
                "81 01 41", // not masked
                "C1 80 00 00 00 00", // compressed
                "83 80 00 00 00 00", // no such kind
                "8B 80 00 00 00 00",
                "80 80 00 00 00 00", // continues nothing
                "01 81 00 00 00 00 3C 81 81 00 00 00 00 3C", // a message within a message
                "09 80 00 00 00 00", // a ping in fragments
                "89 FE 00 7E 00 00 00 00", // a long ping
                "81 FE 00 01 00 00 00 00 41", // a length that is longer than need be
                "81 FF 00 00 00 00 00 00 00 01 00 00 00 00 41",
                "88 81 00 00 00 00 03", // half a reason
                "88 82 00 00 00 00 03 ED", // a reason that is never sent
            })
    void brokenFrameClosesTheWebSocket(String hex) {
        try (RawClient client = web.connect()) {
            assertThat(client.upgrade().status()).isEqualTo(101);

            client.send(bytes(hex));

            assertThat(client.read(4)).containsExactly(bytes("88 02 03 EA"));
            assertThat(client.read()).isNegative();
        }
    }

    /// What it claims is never waited for.
    @ParameterizedTest
    @ValueSource(strings = {"81 FF FF FF FF FF FF FF FF FF 00 00 00 00", "81 FF 00 00 00 01 00 00 00 00 00 00 00 00"})
    void hugeLengthIsRefusedAtOnce(String hex) {
        try (RawClient client = web.connect()) {
            assertThat(client.upgrade().status()).isEqualTo(101);

            client.send(bytes(hex));

            assertThat(client.read()).isEqualTo(0x81);
        }
    }

    /// A client waits for the answer to its handshake (RFC 6455 §4.1).
    @Test
    void frameThatComesTooEarlyIsNotRead() {
        try (RawClient client = web.connect()) {
            client.send("GET /xmpp-websocket HTTP/1.1\r\nHost: capulet.example\r\nUpgrade: websocket\r\n"
                    + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: xmpp\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n\u0089\u0080\0\0\0\0");

            assertThat(client.answer().status()).isEqualTo(101);
            client.send(bytes("89 80 00 00 00 00"));
            assertThat(client.read(2)).containsExactly(bytes("8A 00"));
        }
    }

    private static byte[] bytes(String hex) {
        return java.util.HexFormat.ofDelimiter(" ").parseHex(hex);
    }
}
