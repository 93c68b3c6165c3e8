// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.push;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.features.AllFeatures;
import im.wardroom.features.registration.RegistrationRules;
import im.wardroom.testkit.TestComponent;
import im.wardroom.testkit.TestDevice;
import im.wardroom.testkit.TestServer;
import org.junit.jupiter.api.Test;

/// What is kept of registrations.
class PushRestartTest {

    @Test
    void deviceIsWokenAfterARestartOfTheServer() {
        TestServer server = AllFeatures.start(RegistrationRules.DEFAULT).withUsers("romeo", "juliet");
        try {
            TestDevice phone = server.signIn("romeo", "phone");
            phone.send("<iq type='set' id='e'><enable xmlns='urn:xmpp:push:0' jid='push." + TestServer.DOMAIN
                    + "' node='phone-7'/></iq>");
            assertThat(phone.receive().attribute("type")).isEqualTo("result");
            phone.leave();
            server = server.restart();
            try (TestComponent push = server.connect("push")) {
                TestDevice juliet = server.signIn("juliet", "balcony");
                juliet.send("<message type='chat' to='" + TestServer.jid("romeo") + "'><body>O</body></message>");
                assertThat(push.receive().toString()).contains("phone-7").doesNotContain("juliet");
                juliet.leave();
            }
        } finally {
            server.close();
        }
    }
}
