// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.testkit.TestDevice;
import im.wardroom.testkit.TestServer;
import im.wardroom.xmpp.xml.Element;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignInTest {

    private TestServer server;

    @BeforeAll
    void start() {
        server = TestServer.start(Features.all(Features.Settings.DEFAULT, Clock.systemUTC()))
                .withUsers("romeo", "juliet");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void twoPeopleTalk() {
        TestDevice romeo = server.signIn("romeo", "orchard");
        TestDevice juliet = server.signIn("juliet", "balcony");
        juliet.send("<presence/>");
        assertThat(juliet.receive().name()).isEqualTo("presence");
        romeo.send("<message type='chat' id='m1' to='" + TestServer.jid("juliet")
                + "'><body>art thou there?</body></message>");
        Element message = juliet.receive();
        assertThat(message.attribute("from")).isEqualTo(romeo.jid());
        assertThat(message.find("jabber:client", "body").orElseThrow().text()).isEqualTo("art thou there?");
        assertThat(romeo.roundTrip()).isEmpty();
        romeo.leave();
        juliet.leave();
    }
}
