// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.stream;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.server.session.SessionOptions;
import im.wardroom.server.stream.StreamOptions;
import im.wardroom.testkit.TestComponent;
import im.wardroom.testkit.TestDevice;
import im.wardroom.testkit.TestServer;
import im.wardroom.testkit.TestStream;
import im.wardroom.xmpp.xml.Element;
import im.wardroom.xmpp.xml.StreamEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// How a component gets in (XEP-0114 §3), how it is shown out, and what one costs that neither reads nor answers.
class ComponentStreamTest extends StreamTest {

    private static final String ECHO = "echo." + DOMAIN;
    private static final long MAX_QUEUED = 2_000_000;

    @Override
    TestServer.Settings configure(TestServer.Settings settings) {
        StreamOptions streams = StreamOptions.DEFAULT;
        SessionOptions sessions = SessionOptions.DEFAULT;
        return settings.with(new StreamOptions(
                        streams.strangerLimits(),
                        streams.memberLimits(),
                        Duration.ofSeconds(2),
                        streams.maxStrangers(),
                        streams.maxStrangersPerAddress(),
                        streams.maxFailures(),
                        streams.maxStrangerRequests()))
                .with(new SessionOptions(
                        sessions.resumption(),
                        sessions.maxUnacknowledged(),
                        4,
                        MAX_QUEUED,
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(3)));
    }

    private TestStream door() {
        return TestStream.connect(server.forComponents());
    }

    private static String proof(Element header, String secret) {
        return TestComponent.proof(header.attribute("id", ""), secret);
    }

    private void assertStillConnects(String name) {
        try (TestComponent component = server.connect(name)) {
            assertThat(component.domain()).isEqualTo(TestServer.component(name));
        }
    }

    /// "XEP-0114 §3: If the credentials are acceptable, the receiving application MUST return an empty handshake."
    @Test
    void componentThatKnowsItsSecretIsTaken() {
        try (TestStream stream = door()) {
            Element header = TestComponent.open(stream, ECHO);
            assertThat(header.attribute("from")).isEqualTo(ECHO);
            assertThat(header.attribute("version")).isNull();
            assertThat(header.attribute("id", "")).hasSizeGreaterThan(10);
            stream.send("<handshake>" + proof(header, "echo-secret") + "</handshake>");
            assertThat(stream.receive()).isEqualTo(Element.of(TestComponent.NS, "handshake"));
            stream.send("</stream:stream>");
            assertThat(stream.next()).isInstanceOf(StreamEvent.Closed.class);
            assertThat(stream.isClosedByServer()).isTrue();
        }
    }

    @Test
    void wrongSecretEndsTheStream() {
        for (String wrong : List.of("", "0", "wrong", "é")) {
            try (TestStream stream = door()) {
                Element header = TestComponent.open(stream, ECHO);
                stream.send("<handshake>" + proof(header, wrong) + "</handshake>");
                assertEndsWith(stream, "not-authorized");
            }
        }
        try (TestStream stream = door()) {
            Element header = TestComponent.open(stream, ECHO);
            // The digest of another component's secret.
            stream.send("<handshake>" + proof(header, "push-secret") + "</handshake>");
            assertEndsWith(stream, "not-authorized");
        }
    }

    @Test
    void proofIsGoodForItsStreamOnly() {
        try (TestStream one = door();
                TestStream other = door()) {
            Element first = TestComponent.open(one, ECHO);
            TestComponent.open(other, ECHO);
            other.send("<handshake>" + proof(first, "echo-secret") + "</handshake>");
            assertEndsWith(other, "not-authorized");
        }
    }

    @Test
    void unknownNameIsRefusedBehindAnOpening() {
        try (TestStream stream = door()) {
            assertThat(TestComponent.open(stream, "nobody." + DOMAIN).attribute("from"))
                    .isEqualTo(DOMAIN);
            assertEndsWith(stream, "host-unknown");
        }
        // A domain of accounts is nobody's to take.
        try (TestStream stream = door()) {
            TestComponent.open(stream, DOMAIN);
            assertEndsWith(stream, "host-unknown");
        }
    }

    @Test
    void openingThatIsNoComponentsIsRefused() {
        assertRefused(
                "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' to='" + ECHO
                        + "'>",
                "invalid-namespace");
        assertRefused("<stream xmlns='jabber:component:accept' to='" + ECHO + "'>", "invalid-namespace");
        assertRefused(
                "<stream:flow xmlns='jabber:component:accept' xmlns:stream='http://etherx.jabber.org/streams' to='"
                        + ECHO + "'>",
                "bad-format");
        assertRefused(
                "<stream:stream xmlns='jabber:component:accept' xmlns:stream='http://etherx.jabber.org/streams'>",
                "improper-addressing");
        assertRefused(
                "<stream:stream xmlns='jabber:component:accept' xmlns:stream='http://etherx.jabber.org/streams'"
                        + " to='a b'>",
                "improper-addressing");
        assertRefused("GET / HTTP/1.1\r\n\r\n", "not-well-formed");
    }

    private void assertRefused(String opening, String condition) {
        try (TestStream stream = door()) {
            stream.send(opening);
            assertThat(stream.next()).isInstanceOf(StreamEvent.Opened.class);
            assertEndsWith(stream, condition);
        }
    }

    @Test
    void stanzaBeforeTheHandshakeEndsTheStream() {
        try (TestStream stream = door()) {
            TestComponent.open(stream, ECHO);
            stream.send("<message from='" + ECHO + "' to='romeo@" + DOMAIN + "'><body>x</body></message>");
            assertEndsWith(stream, "not-authorized");
        }
    }

    @Test
    void silentStrangerIsShownOut() {
        try (TestStream stream = door()) {
            TestComponent.open(stream, ECHO);
            assertEndsWith(stream, "connection-timeout");
        }
    }

    @Test
    void crowdOfStrangersIsBounded() {
        List<TestStream> crowd = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                crowd.add(door());
                TestComponent.open(crowd.getLast(), ECHO);
            }
            TestStream last = door();
            crowd.add(last);
            assertThat(last.next()).isInstanceOf(StreamEvent.Opened.class);
            assertEndsWith(last, "resource-constraint");
        } finally {
            crowd.forEach(TestStream::close);
        }
        awaitRoom();
    }

    private void awaitRoom() {
        long end = System.nanoTime() + TestStream.PATIENCE.toNanos();
        while (true) {
            try (TestStream stream = door()) {
                Element header = TestComponent.open(stream, "gateway." + DOMAIN);
                if (("gateway." + DOMAIN).equals(header.attribute("from"))) {
                    return;
                }
            } catch (AssertionError e) {
                // The door is crowded still.
            }
            assertThat(System.nanoTime()).isLessThan(end);
        }
    }

    /// The one that is there stays: two that fight for a name would take it from each other for ever.
    @Test
    void secondOfTheSameNameIsRefusedAndTheFirstStays() {
        try (TestComponent first = server.connect("gateway");
                TestStream second = door()) {
            Element header = TestComponent.open(second, "gateway." + DOMAIN);
            second.send("<handshake>" + proof(header, "gateway-secret") + "</handshake>");
            assertEndsWith(second, "conflict");
            first.send("<iq type='get' id='1' from='gateway." + DOMAIN + "' to='" + DOMAIN + "'><x xmlns='y'/></iq>");
            assertThat(first.receive().attribute("type")).isEqualTo("error");
        }
    }

    @Test
    void nameIsFreeAgainOnceItsComponentIsGone() {
        for (int i = 0; i < 3; i++) {
            try (TestComponent component = server.connect("gateway")) {
                component.send("</stream:stream>");
                assertThat(component.stream().next()).isInstanceOf(StreamEvent.Closed.class);
            }
        }
    }

    @Test
    void statusSaysWhichAreThere() {
        try (TestComponent component = server.connect("gateway")) {
            assertThat(server.server().status().components())
                    .filteredOn(state -> state.domain().equals(component.domain()))
                    .singleElement()
                    .satisfies(state -> assertThat(state.since()).isNotNull());
            assertThat(server.server().status().components()).hasSize(3);
        }
    }

    @Test
    void componentThatSendsFasterThanItsStanzasAreDoneIsSlowedDownAndLosesNothing() {
        TestDevice romeo = server.signIn("romeo", "listener");
        try (TestComponent component = server.connect("push")) {
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < 500; i++) {
                all.append("<message type='chat' id='")
                        .append(i)
                        .append("' from='push." + DOMAIN + "' to='")
                        .append(romeo.jid())
                        .append("'><body>x</body></message>");
            }
            component.send(all.toString());
            for (int i = 0; i < 500; i++) {
                assertThat(romeo.receive().attribute("id")).isEqualTo(Integer.toString(i));
            }
        }
        romeo.leave();
    }

    @Test
    void componentThatDoesNotReadIsDroppedAndTheSendersHearOfIt() {
        TestDevice romeo = server.signIn("romeo", "talker");
        try (TestStream deaf = door()) {
            Element header = TestComponent.open(deaf, ECHO);
            deaf.send("<handshake>" + proof(header, "echo-secret") + "</handshake>");
            deaf.receive();
            long before = server.server().status().slowReaders();
            String body = "x".repeat(50_000);
            int sent = 0;
            int lost = 0;
            while (server.server().status().slowReaders() == before && sent < 1_000) {
                romeo.send("<message to='" + ECHO + "' type='chat' id='m" + sent++ + "'><body>" + body
                        + "</body></message>");
                lost += errors(romeo.roundTrip());
            }
            assertThat(server.server().status().slowReaders()).isEqualTo(before + 1);
            lost += errors(romeo.roundTrip());
            assertThat(lost).isPositive().isLessThan(sent);
        }
        romeo.leave();
        assertStillConnects("echo");
    }

    private static int errors(List<Element> came) {
        assertThat(came).allSatisfy(element -> {
            assertThat(element.attribute("type")).isEqualTo("error");
            assertThat(Objects.requireNonNull(element.child("jabber:client", "error"))
                            .attribute("type"))
                    .isEqualTo("wait");
        });
        return came.size();
    }

    /// XEP-0199: it is asked, and given up if it says nothing at all.
    @Test
    void silentComponentIsAskedAndGivenUp() {
        try (TestComponent quiet = server.connect("gateway")) {
            Element ping = quiet.receive();
            assertThat(ping.name()).isEqualTo("iq");
            assertThat(ping.has("urn:xmpp:ping", "ping")).isTrue();
            quiet.send("<iq type='error' id='" + ping.attribute("id") + "' from='gateway." + DOMAIN + "' to='" + DOMAIN
                    + "'/>");
            assertThat(quiet.receive().has("urn:xmpp:ping", "ping")).isTrue();
            assertEndsWith(quiet.stream(), "connection-timeout");
        }
        assertStillConnects("gateway");
    }
}
