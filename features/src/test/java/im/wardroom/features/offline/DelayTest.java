// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.offline;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.features.AllFeatures;
import im.wardroom.features.Features;
import im.wardroom.features.registration.RegistrationRules;
import im.wardroom.testkit.TestDevice;
import im.wardroom.testkit.TestServer;
import im.wardroom.xmpp.xml.Element;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class DelayTest {

    private static final Clock MIDNIGHT = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

    /// XEP-0203 §2, in the form of XEP-0082 §3.2.
    @Test
    void messageThatWaitedSaysWhenItCame() {
        try (TestServer server = AllFeatures.start(
                        RegistrationRules.DEFAULT, Features.Settings.DEFAULT, settings -> settings.with(MIDNIGHT))
                .withUsers("romeo", "juliet")) {
            TestDevice romeo = server.signIn("romeo", "orchard");
            romeo.send("<message to='" + TestServer.jid("juliet") + "' type='chat'><body>O</body></message>");
            romeo.roundTrip();
            TestDevice juliet = server.signIn("juliet", "balcony");
            juliet.send("<presence/>");
            juliet.receive();
            Element delay = juliet.receive().find("urn:xmpp:delay", "delay").orElseThrow();
            assertThat(delay.attribute("stamp")).isEqualTo("2026-01-01T00:00:00Z");
            assertThat(delay.attribute("from")).isEqualTo(TestServer.DOMAIN);
            romeo.close();
            juliet.close();
        }
    }
}
