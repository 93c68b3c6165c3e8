// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.stream;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.server.session.SessionOptions;
import im.wardroom.server.stream.StreamOptions;
import im.wardroom.testkit.TestDevice;
import im.wardroom.testkit.TestServer;
import im.wardroom.testkit.TestStream;
import im.wardroom.xmpp.xml.Element;
import im.wardroom.xmpp.xml.StreamEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What idle strangers, silent and deaf clients may cost, and whom they touch: nobody else.
class HostilityTest extends StreamTest {

    private static final int MAX_STRANGERS = 200;
    /// More than may wait for a loop that is busy for a moment: then the client is not slow, and takes all of it.
    private static final long MAX_QUEUED = 2_000_000;

    @Override
    TestServer.Settings configure(TestServer.Settings settings) {
        StreamOptions streams = StreamOptions.DEFAULT;
        SessionOptions sessions = SessionOptions.DEFAULT;
        return settings.with(new StreamOptions(
                        streams.strangerLimits(),
                        streams.memberLimits(),
                        Duration.ofSeconds(30),
                        MAX_STRANGERS,
                        10_000,
                        streams.maxFailures(),
                        streams.maxStrangerRequests()))
                .with(new SessionOptions(
                        sessions.resumption(),
                        sessions.maxUnacknowledged(),
                        sessions.maxUnhandled(),
                        MAX_QUEUED,
                        sessions.silence(),
                        sessions.pingTimeout()));
    }

    @Test
    void crowdOfIdleStrangersIsBoundedAndKeepsNobodyOut() {
        List<TestStream> crowd = new ArrayList<>();
        try {
            for (int i = 0; i < 3 * MAX_STRANGERS; i++) {
                crowd.add(TestStream.connect(server.startTls()));
            }
            TestDevice honest = server.signIn("romeo", "orchard");
            assertThat(honest.roundTrip()).isEmpty();
            assertThat(server.server().status().strangers()).isLessThanOrEqualTo(MAX_STRANGERS);
            TestStream oldest = crowd.getFirst();
            assertThat(oldest.next()).isInstanceOf(StreamEvent.Opened.class);
            assertEndsWith(oldest, "resource-constraint");
            honest.leave();
        } finally {
            crowd.forEach(TestStream::close);
        }
    }

    @Test
    void clientThatNeverReadsIsDroppedAndItsMessagesStay() {
        // It has no reading thread, so that the server's bytes pile up.
        TestStream deaf = TestStream.connect(server.startTls());
        deaf.secure(DOMAIN);
        TestDevice.authenticate(deaf, DOMAIN, "juliet", "juliet-secret");
        deaf.features(DOMAIN);
        deaf.send("<iq type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq><presence/>");
        deaf.receive();
        deaf.receive();
        long before = server.server().status().slowReaders();
        TestDevice romeo = server.signIn("romeo", "talker");
        String body = "x".repeat(50_000);
        int sent = 0;
        while (server.server().status().slowReaders() == before && sent < 1_000) {
            romeo.send("<message to='" + TestServer.jid("juliet") + "' type='chat' id='m" + sent++ + "'><body>" + body
                    + "</body></message>");
            romeo.roundTrip();
        }
        assertThat(server.server().status().slowReaders()).isEqualTo(before + 1);
        deaf.close();
        TestDevice juliet = server.signIn("juliet", "listener");
        juliet.send("<presence/>");
        List<String> ids = new ArrayList<>();
        while (ids.isEmpty() || !ids.getLast().equals("m" + (sent - 1))) {
            Element next = juliet.receive();
            if (next.name().equals("message")) {
                ids.add(next.attribute("id"));
            }
        }
        assertThat(ids).doesNotHaveDuplicates().hasSizeGreaterThan(1);
        juliet.leave();
        romeo.leave();
    }

    @Test
    void clientThatSendsFasterThanTheDiskIsSlowedDownAndLosesNothing() {
        TestDevice romeo = server.signIn("romeo", "hasty");
        romeo.send("<enable xmlns='urn:xmpp:sm:3'/>");
        assertThat(romeo.receive().name()).isEqualTo("enabled");
        int count = 1_000;
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < count; i++) {
            all.append("<message to='romeo@capulet.example/hasty' type='chat' id='")
                    .append(i)
                    .append("'><body>x</body></message>");
        }
        romeo.send(all + "<r xmlns='urn:xmpp:sm:3'/>");
        int received = 0;
        String handled = null;
        while (received < count || handled == null) {
            Element next = romeo.receive();
            if (next.name().equals("message")) {
                assertThat(next.attribute("id")).isEqualTo(Integer.toString(received++));
                romeo.send("<a xmlns='urn:xmpp:sm:3' h='" + received + "'/>");
            } else if (next.name().equals("a")) {
                handled = next.attribute("h");
            }
        }
        assertThat(handled).isEqualTo(Integer.toString(count));
        romeo.leave();
    }

    @Test
    void streamThatFailsTouchesNoOther() {
        TestDevice honest = server.signIn("romeo", "honest");
        for (String attack :
                List.of("<a><b></a>", "<?php?>", "\u0001", "<a a='1' a='2'/>", "<x:y/>", "&lol;", "<!--")) {
            TestDevice attacker = server.signIn("juliet", "attacker");
            attacker.send(attack);
            assertThat(attacker.stream().next()).isInstanceOf(StreamEvent.Received.class);
            assertThat(attacker.stream().next()).isInstanceOf(StreamEvent.Closed.class);
        }
        assertThat(honest.roundTrip()).isEmpty();
        honest.leave();
    }

    @Test
    void deepNestingAndTooManyAttributesEndTheStream() {
        String attributes = "<iq id='1' type='set'><x xmlns='urn:x' "
                + String.join(
                        " ",
                        IntStream.range(0, 100).mapToObj(i -> "a" + i + "=''").toList()) + "/></iq>";
        for (String attack : List.of("<message>" + "<a>".repeat(100), attributes, "<" + "n".repeat(2_000) + "/>")) {
            TestDevice attacker = server.signIn("juliet", "attacker");
            attacker.send(attack);
            assertEndsWith(attacker.stream(), "policy-violation");
        }
    }
}
