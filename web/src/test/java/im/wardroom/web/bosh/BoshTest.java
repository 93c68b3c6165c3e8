// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.bosh;

import static im.wardroom.web.bosh.BoshClient.got;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.wardroom.testkit.ScramClient;
import im.wardroom.testkit.TestDevice;
import im.wardroom.testkit.TestServer;
import im.wardroom.web.RawClient;
import im.wardroom.web.TestWeb;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.xml.Element;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Streams over HTTP requests (XEP-0124, XEP-0206), over real HTTPS, along the examples of the specifications.
@Timeout(90)
class BoshTest {

    private static TestWeb web;

    @BeforeAll
    static void start() {
        web = TestWeb.start();
    }

    @AfterAll
    static void stop() {
        web.close();
    }

    /// @param to a name, and perhaps a resource behind a slash
    private static String message(String to, String text) {
        String jid = to.contains("/") ? to.replace("/", "@" + TestServer.DOMAIN + "/") : to + "@" + TestServer.DOMAIN;
        return "<message xmlns='jabber:client' type='chat' to='" + jid + "'><body>" + text + "</body></message>";
    }

    private static String body(Element message) {
        return message.find("jabber:client", "body").map(Element::text).orElse("");
    }

    /// A request that is held for certain: what was in it has arrived.
    private static CompletableFuture<Element> held(BoshClient client, TestDevice juliet) {
        juliet.send("<presence/>");
        juliet.roundTrip();
        CompletableFuture<Element> held =
                client.ask("", message("juliet/" + juliet.jid().split("/", -1)[1], "hold"));
        while (!juliet.receive().name().equals("message")) {
            // Presence.
        }
        assertThat(held).isNotDone();
        return held;
    }

    private static String query(String id) {
        return "<iq xmlns='jabber:client' type='get' id='" + id + "'><query xmlns='x'/></iq>";
    }

    private static void assertEnded(Element answer, String condition) {
        assertThat(answer.attributes()).containsEntry("type", "terminate").containsEntry("condition", condition);
    }

    private static void assertGone(BoshClient client) {
        assertEnded(got(client.ask("", "")), "item-not-found");
    }

    // ---- the session

    /// XEP-0124 §7.2, XEP-0206 §4: "and a <stream:features/> element … in a response as soon as they are available".
    @Test
    void sessionBeginsWithItsTermsAndTheFeaturesOfTheStream() {
        try (BoshClient client = BoshClient.connect(web)) {
            Element answer = client.open("hold='5' wait='3600' ver='1.6' content='text/html' ack='1'");

            assertThat(answer.attributes())
                    .containsEntry("wait", "60")
                    .containsEntry("hold", "1")
                    .containsEntry("requests", "2")
                    .containsEntry("inactivity", "60")
                    .containsEntry("polling", "2")
                    .containsEntry("maxpause", "120")
                    .containsEntry("ver", "1.6")
                    .containsEntry("from", TestServer.DOMAIN)
                    .containsEntry("{urn:xmpp:xbosh}version", "1.0")
                    .containsEntry("{urn:xmpp:xbosh}restartlogic", "true")
                    .containsKey("authid")
                    .doesNotContainKeys("type", "ack");
            assertThat(client.sid()).hasSize(22);
            assertThat(answer.elements())
                    .singleElement()
                    .satisfies(features -> assertThat(features.is(Namespaces.STREAM, "features"))
                            .isTrue());
            assertThat(answer.toString())
                    .contains("SCRAM-SHA-256", "tls-server-end-point")
                    .doesNotContain("starttls", "tls-exporter");
        }
    }

    @Test
    void peopleTalkFromTheFirstRequestToTheLast() {
        try (BoshClient romeo = BoshClient.signIn(web, "romeo", "bosh");
                TestDevice juliet = web.server().signIn("juliet", "balcony")) {
            juliet.send("<presence/>");
            juliet.roundTrip();
            CompletableFuture<Element> waiting = romeo.ask("", "");
            juliet.send("<message to='romeo@" + TestServer.DOMAIN + "/bosh' type='chat'><body>psst</body></message>");
            assertThat(body(got(waiting).elements().findFirst().orElseThrow())).isEqualTo("psst");

            CompletableFuture<Element> said = romeo.ask("", message("juliet", "one") + message("juliet", "two"));
            assertThat(List.of(body(juliet.receive()), body(juliet.receive()))).containsExactly("one", "two");
            assertThat(said).isNotDone();
            Element end = got(romeo.ask("type='terminate'", "<presence xmlns='jabber:client' type='unavailable'/>"));
            // XEP-0124 §13: the oldest request hears of the end, the others get nothing.
            assertThat(got(said).attributes())
                    .containsEntry("type", "terminate")
                    .doesNotContainKey("condition");
            assertThat(end.attributes()).doesNotContainKey("type");
            assertGone(romeo);
        }
    }

    /// XEP-0206 §6.
    @Test
    void errorOfTheStreamEndsTheSession() {
        try (BoshClient client = BoshClient.connect(web)) {
            Element answer = client.open("verona.example", "hold='1' wait='60'");

            assertEnded(answer, "remote-stream-error");
            assertThat(answer.elements()).singleElement().asString().contains("host-unknown");
        }
    }

    @Test
    void stanzaInsteadOfTheRestartIsAnError() {
        try (BoshClient client = BoshClient.connect(web)) {
            client.open("hold='1' wait='60'");
            client.authenticate("romeo");

            Element answer = got(client.ask("", message("juliet", "too early")));

            assertEnded(answer, "remote-stream-error");
            assertThat(answer.toString()).contains("bad-format");
        }
    }

    // ---- holding

    @Test
    void requestIsHeldAsLongAsWasAgreed() {
        try (BoshClient romeo = BoshClient.signIn(web, "romeo", "patient", "hold='1' wait='1'")) {
            CompletableFuture<Element> waiting = romeo.ask("", "");
            assertThat(waiting).isNotDone();

            Element answer = got(waiting);

            assertThat(answer.elements()).isEmpty();
            assertThat(answer.attributes()).isEmpty();
        }
    }

    /// XEP-0124 §3: "immediately responds to the previously held request".
    @Test
    void newRequestFreesTheOneThatIsHeld() {
        try (BoshClient romeo = BoshClient.signIn(web, "romeo", "bosh")) {
            CompletableFuture<Element> first = romeo.ask("", "");
            CompletableFuture<Element> second = romeo.ask("", message("nurse", "Good morning!"));

            assertThat(got(first).elements()).isEmpty();
            assertThat(second).isNotDone();
        }
    }

    @Test
    void pollingClientIsNeverHeld() {
        try (BoshClient client = BoshClient.connect(web)) {
            Element answer = client.open("hold='0' wait='0'");

            assertThat(answer.attributes())
                    .containsEntry("hold", "0")
                    .containsEntry("requests", "1")
                    .containsEntry("inactivity", "120");
            assertThat(got(client.ask("", "")).elements()).isEmpty();
        }
    }

    // ---- order

    @Test
    void requestsOutOfOrderAreTakenInOrder() {
        try (BoshClient romeo = BoshClient.signIn(web, "romeo", "bosh");
                TestDevice juliet = web.server().signIn("juliet", "order")) {
            juliet.send("<presence/>");
            juliet.roundTrip();
            long next = romeo.rid() + 1;

            CompletableFuture<Element> second = romeo.askAs(next + 1, "", message("juliet", "second"));
            assertThat(second).isNotDone();
            CompletableFuture<Element> first = romeo.askAs(next, "", message("juliet", "first"));

            assertThat(List.of(body(juliet.receive()), body(juliet.receive()))).containsExactly("first", "second");
            assertThat(got(first).elements()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"3", "1000", "-1000", "-1573741800"})
    void requestOutOfTheWindowEndsTheSession(long distance) {
        try (BoshClient client = BoshClient.signIn(web, "romeo", "window")) {
            assertThat(client.say(query("q")).attribute("id")).isEqualTo("q");

            assertEnded(got(client.askAs(client.rid() + distance, "", "")), "item-not-found");
            assertGone(client);
        }
    }

    @Test
    void sessionThatNobodyMadeIsNotFound() {
        try (BoshClient client = BoshClient.connect(web)) {
            assertEnded(
                    got(client.post("<body rid='1' sid='SomeSID' xmlns='" + BoshClient.NS + "'/>")), "item-not-found");
        }
    }

    /// XEP-0124 §14.3: "a response that includes the buffered copy of the original XML response".
    @Test
    void answerThatGotLostIsGivenAgain() {
        try (BoshClient romeo = BoshClient.signIn(web, "romeo", "lossy");
                TestDevice juliet = web.server().signIn("juliet", "again")) {
            CompletableFuture<Element> waiting = romeo.ask("", "");
            juliet.send("<message to='romeo@" + TestServer.DOMAIN + "/lossy' type='chat'><body>psst</body></message>");
            Element first = got(waiting);

            Element again = got(romeo.askAs(romeo.rid(), "", ""));

            assertThat(again).hasToString(first.toString());
            assertThat(again.toString()).contains("psst");
        }
    }

    @Test
    void requestThatIsSentAgainWhileItIsHeldMovesToItsNewConnection() {
        try (BoshClient romeo = BoshClient.signIn(web, "romeo", "moving");
                TestDevice juliet = web.server().signIn("juliet", "moving")) {
            CompletableFuture<Element> lost = held(romeo, juliet);
            CompletableFuture<Element> again = romeo.askAs(romeo.rid(), "", message("juliet/moving", "hold"));

            assertThat(got(lost).attributes()).containsEntry("type", "error");
            juliet.send("<message to='romeo@" + TestServer.DOMAIN + "/moving' type='chat'><body>psst</body></message>");
            assertThat(got(again).toString()).contains("psst");
            // What was in it is not said a second time.
            assertThat(juliet.roundTrip()).noneMatch(element -> element.name().equals("message"));
        }
    }

    // ---- abuse

    /// XEP-0124 §11.
    @Test
    void tooManyRequestsAtOnceEndTheSession() {
        try (BoshClient romeo = BoshClient.signIn(web, "romeo", "greedy");
                TestDevice juliet = web.server().signIn("juliet", "greedy")) {
            CompletableFuture<Element> held = held(romeo, juliet);
            // One is missing before this one, so that it makes three.
            Element answer = got(romeo.askAs(romeo.rid() + 2, "", message("nurse", "too many")));

            assertEnded(answer, "policy-violation");
            assertEnded(got(held), "policy-violation");
            assertGone(romeo);
        }
    }

    @Test
    void requestsForNothingTooOftenEndTheSession() {
        try (BoshClient romeo = BoshClient.signIn(web, "romeo", "hasty")) {
            CompletableFuture<Element> first = romeo.ask("", "");
            Element second = got(romeo.ask("", ""));

            assertEnded(second, "policy-violation");
            assertEnded(got(first), "policy-violation");
        }
    }

    /// XEP-0124 §12.
    @Test
    void pollingTooOftenEndsTheSession() {
        try (BoshClient client = BoshClient.connect(web)) {
            client.open("hold='0' wait='0'");
            got(client.ask("", ""));

            assertEnded(got(client.ask("", "")), "policy-violation");
        }
    }

    @Test
    void sameRequestAgainAndAgainEndsTheSession() {
        try (BoshClient client = BoshClient.signIn(web, "romeo", "again")) {
            assertThat(client.say(query("q")).attribute("id")).isEqualTo("q");
            List<String> types = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                types.add(got(client.askAs(client.rid(), "", "")).attribute("condition", ""));
            }

            assertThat(types).contains("policy-violation").endsWith("item-not-found");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "<body/>",
                "<body xmlns='http://jabber.org/protocol/httpbind'/>",
                "<body xmlns='http://jabber.org/protocol/httpbind' rid='0'/>",
                "<body xmlns='http://jabber.org/protocol/httpbind' rid='-5'/>",
                "<body xmlns='http://jabber.org/protocol/httpbind' rid='9007199254740992'/>",
                "<body xmlns='http://jabber.org/protocol/httpbind' rid='1'>",
                "<body xmlns='http://jabber.org/protocol/httpbind' rid='1'>text</body>",
                "<body xmlns='http://jabber.org/protocol/httpbind' rid='1'/><body/>",
                "<body xmlns='http://jabber.org/protocol/httpbind' rid='1'><a></b></body>",
                "<!DOCTYPE body><body xmlns='http://jabber.org/protocol/httpbind' rid='1'/>",
                "<body xmlns='http://jabber.org/protocol/httpbind' rid='1'><!-- x --></body>",
                "<stream:stream xmlns:stream='http://etherx.jabber.org/streams' rid='1'/>"
            })
    void whatIsNoRequestIsRefused(String text) {
        try (BoshClient client = BoshClient.connect(web)) {
            assertEnded(got(client.post(text.isEmpty() ? " " : text)), "bad-request");
        }
    }

    @Test
    void brokenRequestEndsTheSessionThatItNames() {
        try (BoshClient romeo = BoshClient.signIn(web, "romeo", "broken");
                TestDevice juliet = web.server().signIn("juliet", "broken")) {
            CompletableFuture<Element> held = held(romeo, juliet);

            assertEnded(got(romeo.ask("", "<message>")), "bad-request");
            assertEnded(got(held), "bad-request");
            assertGone(romeo);
        }
    }

    @Test
    void strangerSendsLittle() {
        String much = "x".repeat(100_000);
        try (BoshClient client = BoshClient.connect(web)) {
            client.open("hold='1' wait='60'");

            assertEnded(
                    got(client.ask("", "<auth xmlns='" + Namespaces.SASL + "'>" + much + "</auth>")),
                    "policy-violation");
            assertGone(client);
        }
        try (BoshClient romeo = BoshClient.signIn(web, "romeo", "large");
                TestDevice juliet = web.server().signIn("juliet", "large")) {
            juliet.send("<presence/>");
            juliet.roundTrip();
            romeo.ask("", message("juliet", much));
            assertThat(body(juliet.receive())).hasSize(much.length());
        }
    }

    @Test
    void oneAddressMakesSoManySessionsAndNoMore() {
        try (TestWeb small = TestWeb.start(BoshOptions.DEFAULT.withSessions(10, 2));
                BoshClient first = BoshClient.signIn(small, "romeo", "one");
                BoshClient second = BoshClient.connect(small);
                BoshClient third = BoshClient.connect(small)) {
            second.open("hold='1' wait='60'");

            assertEnded(third.open("hold='1' wait='60'"), "policy-violation");
            first.ask("type='terminate'", "");
            await().until(() -> third.open("hold='1' wait='60'").attribute("type") == null);
        }
    }

    @Test
    void requestWithCountlessElementsEndsTheSession() {
        try (BoshClient romeo = BoshClient.signIn(web, "romeo", "tiny")) {
            assertEnded(got(romeo.ask("", "<x xmlns='jabber:client'/>".repeat(1_001))), "policy-violation");
            assertGone(romeo);
        }
    }

    /// Of each, so much that it is known whose it is.
    private static void startRequest(RawClient client, BoshClient session) {
        String start = "<body rid='" + (session.rid() + 1) + "' sid='" + session.sid() + "' xmlns='" + BoshClient.NS
                + "'><message xmlns='jabber:client'>";
        // The server asks for the body when it begins to read, and for more when it has read that.
        client.send(head("POST", "Content-Length: 100000", "Expect: 100-continue", ""));
        assertThat(client.answer().status()).isEqualTo(100);
        client.send(start);
    }

    @Test
    void requestThatIsOneTooManyInTheMakingIsRefusedAndTheSessionGoesOn() {
        try (BoshClient romeo = BoshClient.signIn(web, "romeo", "wide");
                RawClient one = web.connect();
                RawClient two = web.connect();
                RawClient three = web.connect();
                RawClient four = web.connect()) {
            List<RawClient> clients = List.of(one, two, three, four);
            clients.forEach(client -> startRequest(client, romeo));

            // Which of them is the last to be read is not known; the others are never answered.
            BlockingQueue<RawClient.Answer> answers = new LinkedBlockingQueue<>();
            for (RawClient client : clients) {
                Thread.ofVirtual().start(() -> {
                    try {
                        answers.add(client.answer());
                    } catch (AssertionError e) {
                        // Closed in the end.
                    }
                });
            }
            RawClient.Answer answer = take(answers);
            assertThat(answer.text()).contains("policy-violation");
            clients.forEach(RawClient::close);
            // Until the server has noticed, this one may be too many as well, and may come again.
            long next = romeo.rid() + 1;
            await().untilAsserted(() -> assertThat(
                            got(romeo.askAs(next, "", query("q"))).elements())
                    .singleElement()
                    .satisfies(result -> assertThat(result.attribute("id")).isEqualTo("q")));
            romeo.skipTo(next);
            assertThat(answers).isEmpty();
        }
    }

    private static <T> T take(BlockingQueue<T> queue) {
        try {
            return Objects.requireNonNull(queue.poll(20, TimeUnit.SECONDS), "no answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    // ---- keys

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// XEP-0124 §15.
    @Test
    void onlyWhoHasTheNextKeyGoesOn() {
        String one = hash("seed");
        String two = hash(one);
        String other = hash(hash("other seed"));
        String begin = "<auth xmlns='" + Namespaces.SASL + "' mechanism='SCRAM-SHA-256'>"
                + new ScramClient("SCRAM-SHA-256", "romeo", "x", null, new byte[0]).first() + "</auth>";
        String stop = "<abort xmlns='" + Namespaces.SASL + "'/>";
        try (BoshClient client = BoshClient.connect(web)) {
            client.open("hold='1' wait='60' newkey='" + hash(two).toUpperCase(Locale.ROOT) + "'");
            assertThat(got(client.ask("key='" + two + "'", begin)).toString()).contains("challenge");
            assertThat(got(client.ask("key='" + one + "' newkey='" + other + "'", stop))
                            .toString())
                    .contains("aborted");
            assertThat(got(client.ask("key='" + hash("other seed") + "'", begin))
                            .toString())
                    .contains("challenge");
            assertEnded(got(client.ask("", stop)), "item-not-found");
            assertGone(client);
        }
        try (BoshClient client = BoshClient.connect(web)) {
            client.open("hold='1' wait='60' newkey='" + hash(two) + "'");
            assertEnded(got(client.ask("key='" + one + "'", begin)), "item-not-found");
        }
    }

    // ---- absence

    /// XEP-0124 §10: "respond immediately to all pending requests".
    @Test
    void clientThatPausesGetsItsRequestsBack() {
        try (TestWeb brisk =
                        TestWeb.start(BoshOptions.DEFAULT.withTimes(Duration.ofSeconds(60), Duration.ofSeconds(1)));
                BoshClient romeo = BoshClient.signIn(brisk, "romeo", "pausing");
                BoshClient silent = BoshClient.signIn(brisk, "juliet", "silent")) {
            CompletableFuture<Element> held = romeo.ask("", "");
            Element paused = got(romeo.ask("pause='60'", ""));

            assertThat(got(held).elements()).isEmpty();
            assertThat(paused.elements()).isEmpty();
            // Whoever does not pause is gone after a second.
            await().until(() -> brisk.web().sessions() == 1);
            assertGone(silent);
            assertThat(romeo.say("<iq xmlns='jabber:client' type='get' id='p' to='" + TestServer.DOMAIN
                                    + "'><query xmlns='x'/></iq>")
                            .attribute("id"))
                    .isEqualTo("p");
        }
    }

    /// What a client did not show to have, its owner gets on another device.
    @Test
    void messageInAnAnswerThatWasLostIsNotLost() {
        try (TestWeb brisk =
                        TestWeb.start(BoshOptions.DEFAULT.withTimes(Duration.ofSeconds(60), Duration.ofSeconds(1)));
                BoshClient romeo = BoshClient.signIn(brisk, "romeo", "leaving");
                TestDevice juliet = brisk.server().signIn("juliet", "writing")) {
            CompletableFuture<Element> held = romeo.ask("", "");
            juliet.send("<message to='romeo@" + TestServer.DOMAIN + "' type='chat'><body>kept</body></message>");
            assertThat(got(held).toString()).contains("kept");

            await().until(() -> brisk.web().sessions() == 0);
            try (TestDevice other = brisk.server().signIn("romeo", "phone")) {
                other.send("<presence/>");
                List<Element> came = List.of(other.receive(), other.receive());
                assertThat(came).anyMatch(element -> body(element).equals("kept"));
            }
        }
    }

    // ---- pages

    private static String head(String method, String... lines) {
        return method + " /http-bind HTTP/1.1\r\nHost: " + TestServer.DOMAIN + ":5443\r\n" + String.join("\r\n", lines)
                + "\r\n";
    }

    @Test
    void pagesOfAllowedSitesMayConnectAndOthersMayNot() {
        String body = "<body xmlns='" + BoshClient.NS + "' rid='1' sid='x'/>";
        try (RawClient client = web.connect()) {
            RawClient.Answer preflight = client.send(
                            head("OPTIONS", "Origin: " + TestWeb.OTHER_SITE, "Access-Control-Request-Method: POST", ""))
                    .answer();
            assertThat(preflight.status()).isEqualTo(204);
            assertThat(preflight.headers())
                    .containsEntry("access-control-allow-origin", TestWeb.OTHER_SITE)
                    .containsEntry("access-control-allow-methods", "POST")
                    .containsEntry("access-control-allow-headers", "Content-Type")
                    .doesNotContainKey("access-control-allow-credentials");

            RawClient.Answer answer = client.send(
                            head("POST", "Origin: " + TestWeb.OTHER_SITE, "Content-Length: " + body.length(), "")
                                    + body)
                    .answer();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.headers())
                    .containsEntry("access-control-allow-origin", TestWeb.OTHER_SITE)
                    .containsEntry("content-type", "text/xml; charset=utf-8")
                    .containsEntry("cache-control", "no-store");
        }
        try (RawClient client = web.connect()) {
            RawClient.Answer answer = client.send(
                            head("POST", "Origin: https://evil.example", "Content-Length: " + body.length(), "") + body)
                    .answer();
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.headers()).doesNotContainKey("access-control-allow-origin");
        }
    }

    @Test
    void nothingIsToBeReadThere() {
        try (RawClient client = web.connect()) {
            RawClient.Answer answer = client.get("/http-bind");
            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.headers()).containsEntry("allow", "POST, OPTIONS");
        }
    }
}
