// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.wardroom.bench.TestIdentity;
import im.wardroom.testkit.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A load generator whose counts and times can be trusted.
class ConversationTest {

    private static final Duration SHORT = Duration.ofMillis(600);
    private static final Credentials CREDENTIALS = new Credentials(TestServer.DOMAIN, "one for all", "", 0);

    private final Reactor reactor = new Reactor();
    private final XmppClient.Shared shared = new XmppClient.Shared(reactor, CREDENTIALS);

    @AfterEach
    void close() {
        reactor.close();
    }

    private static TestServer server(int accounts) {
        TestServer server = TestServer.start(List.of());
        for (int i = 0; i < accounts; i++) {
            server.createUser(CREDENTIALS.name(i), CREDENTIALS.password());
        }
        return server;
    }

    private Conversation talk(TestServer server, int pairs, XmppClient.Manner manner) {
        Connector connector =
                (account, listener) -> XmppClient.connect(shared, server.directTls(), account, manner, listener);
        return Conversation.begin(reactor, connector, CREDENTIALS, new Conversation.Shape(0, pairs, 100));
    }

    @Test
    void everyMessageOfEverySessionIsCounted() {
        try (TestServer server = server(20);
                Conversation conversation = talk(server, 10, XmppClient.Manner.PLAIN)) {
            conversation.keepUnderWay(5);
            conversation.during(SHORT);
            conversation.stop();
            assertThat(conversation.delivered()).isGreaterThanOrEqualTo(50).isEqualTo(conversation.sent());
            assertThat(conversation.times().count()).isEqualTo(conversation.sent());
        }
    }

    @Test
    void acknowledgedConversationEndsWhenEverythingIsAcknowledged() {
        try (TestServer server = server(8);
                Conversation conversation = talk(server, 4, new XmppClient.Manner(3, true))) {
            conversation.keepUnderWay(5);
            conversation.during(SHORT);
            conversation.stop();
            assertThat(conversation.delivered()).isGreaterThanOrEqualTo(20).isEqualTo(conversation.sent());
        }
    }

    @Test
    void aTurnstileLetsInAsManyAsWereAskedFor() {
        try (TestServer server = server(8)) {
            Connector connector = (account, listener) ->
                    XmppClient.connect(shared, server.directTls(), account, new XmppClient.Manner(0, false), listener);
            try (Turnstile turnstile = new Turnstile(reactor, connector, 4, 8)) {
                turnstile.admit(30, Duration.ofSeconds(60));
                assertThat(turnstile.admitted()).isGreaterThanOrEqualTo(30);
                assertThat(turnstile.times().count()).isEqualTo(turnstile.admitted());
            }
        }
    }

    @Test
    void aWrongPasswordFailsTheRun() {
        try (TestServer server = server(0)) {
            server.createUser(CREDENTIALS.name(0), "another one");
            assertThatThrownBy(() -> talk(server, 1, XmppClient.Manner.PLAIN))
                    .isInstanceOf(LoadFailure.class)
                    .hasMessageContaining("not-authorized");
        }
    }

    private Conversation talk(FickleForwarder forwarder, int pairs) throws IOException {
        SSLContext context = TestIdentity.context();
        InetSocketAddress anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        Gate gate = Gate.open(reactor, anywhere, () -> serverSide(context), forwarder::visitor);
        InetSocketAddress address = new InetSocketAddress(anywhere.getAddress(), gate.port());
        Connector connector = (account, listener) -> ForwarderClient.connect(shared, address, account, listener);
        return Conversation.begin(reactor, connector, CREDENTIALS, new Conversation.Shape(0, pairs, 100));
    }

    private static SSLEngine serverSide(SSLContext context) {
        SSLEngine tls = context.createSSLEngine();
        tls.setUseClientMode(false);
        return tls;
    }

    @Test
    void aLostMessageFailsTheRun() throws IOException {
        try (Conversation conversation = talk(new FickleForwarder(number -> number == 77 ? 0 : 1), 3)) {
            conversation.keepUnderWay(4);
            assertThatThrownBy(() -> conversation.during(Duration.ofSeconds(30)))
                    .isInstanceOf(LoadFailure.class)
                    .hasMessageMatching("pair \\d got message \\d+ where \\d+ was next");
        }
    }

    @Test
    void aMessageThatComesTwiceFailsTheRun() throws IOException {
        try (Conversation conversation = talk(new FickleForwarder(number -> number == 77 ? 2 : 1), 3)) {
            conversation.keepUnderWay(4);
            assertThatThrownBy(() -> conversation.during(Duration.ofSeconds(30)))
                    .isInstanceOf(LoadFailure.class)
                    .hasMessageMatching("pair \\d got message \\d+ where \\d+ was next");
        }
    }

    /// A generator that waits for an answer before it sends again sees one slow message when a server stalls; everybody
    /// else who would have sent meanwhile waits, too.
    @Test
    void timesCountFromWhenAMessageWasDueWhileTheServerStalls() throws IOException {
        Stall stall = new Stall(Duration.ofMillis(400));
        try (Conversation conversation = talk(new FickleForwarder(stall), 5)) {
            stall.begin();
            conversation.sendAtRate(500, Duration.ofMillis(800), true);
            conversation.stop();
            assertThat(conversation.sent()).isEqualTo(400);
            assertThat(conversation.times().count()).isEqualTo(400);
            // The first half of all messages was due during the stall, evenly spread over it.
            assertThat(conversation.times().worst()).isGreaterThanOrEqualTo(390_000_000);
            assertThat(conversation.times().millis(0.75)).isGreaterThan(150);
        }
    }

    private static final class Stall implements FickleForwarder.Treatment {

        private final Duration length;
        private long end;

        Stall(Duration length) {
            this.length = length;
        }

        void begin() {
            end = System.nanoTime() + length.toNanos();
        }

        @Override
        public int copies(long number) {
            return 1;
        }

        @Override
        public boolean isStalled() {
            return System.nanoTime() < end;
        }
    }
}
