// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.stream;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.server.session.SessionOptions;
import im.wardroom.server.stream.StreamOptions;
import im.wardroom.testkit.TestDevice;
import im.wardroom.testkit.TestServer;
import im.wardroom.testkit.TestStream;
import im.wardroom.xmpp.xml.Element;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/// Strangers who take too long, and clients that fell silent (RFC 6120 §4.6, XEP-0199 §4.2). Beside
/// nothing else, since they must not be late.
@Isolated
class SilenceTest extends StreamTest {

    private static final Duration SHORT = Duration.ofMillis(400);

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
                        Duration.ZERO,
                        sessions.maxUnacknowledged(),
                        sessions.maxUnhandled(),
                        sessions.maxQueuedBytes(),
                        SHORT,
                        SHORT));
    }

    @Test
    void strangerWhoTakesTooLongIsShownOut() {
        try (TestStream stream = TestStream.connect(server.startTls())) {
            stream.features(DOMAIN);
            assertEndsWith(stream, "connection-timeout");
        }
    }

    @Test
    void silentClientIsPingedAndThenGivenUp() {
        TestDevice romeo = server.signIn("romeo", "asleep");
        Element ping = romeo.receive();
        assertThat(ping.has("urn:xmpp:ping", "ping")).isTrue();
        assertThat(ping.attribute("from")).isEqualTo(DOMAIN);
        Element next = romeo.receive();
        while (next.has("urn:xmpp:ping", "ping")) {
            next = romeo.receive();
        }
        assertThat(next.firstElement().name()).isEqualTo("connection-timeout");
    }

    @Test
    void clientWithStreamManagementIsAskedInstead() {
        TestDevice romeo = server.signIn("romeo", "managed");
        romeo.send("<enable xmlns='urn:xmpp:sm:3'/>");
        assertThat(romeo.receive().name()).isEqualTo("enabled");
        assertThat(romeo.receive()).isEqualTo(Element.of("urn:xmpp:sm:3", "r"));
        romeo.close();
    }

    @Test
    void whitespaceKeepsAClientAlive() {
        TestDevice romeo = server.signIn("romeo", "breathing");
        int pings = 0;
        while (pings < 4) {
            assertThat(romeo.receive().has("urn:xmpp:ping", "ping")).isTrue();
            romeo.send(" ");
            pings++;
        }
        romeo.leave();
    }
}
