// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.push;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.features.Features;
import im.wardroom.features.registration.Registration;
import im.wardroom.features.registration.RegistrationRules;
import im.wardroom.server.credential.AccountAdministration;
import im.wardroom.server.credential.Outcome;
import im.wardroom.testkit.TestDevice;
import im.wardroom.testkit.TestServer;
import java.security.SecureRandom;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// Who is disabled while the account is not in memory.
class DisabledAccountTest {

    private static final String KEPT = "urn:wardroom:push";

    private final AtomicReference<AccountAdministration> administration = new AtomicReference<>();

    private TestServer start() {
        return TestServer.start(
                parts -> {
                    administration.set(parts.administration());
                    return Features.all(
                            Features.Settings.DEFAULT,
                            RegistrationRules.DEFAULT,
                            new Registration.Parts(parts.administration(), parts.store(), new SecureRandom()),
                            parts.clock());
                },
                settings -> settings);
    }

    private static boolean isRegistered(TestServer server) {
        return server.store()
                .accounts()
                .load(TestServer.jid("romeo"), Set.of(KEPT))
                .orElseThrow()
                .documents()
                .containsKey(KEPT);
    }

    @Test
    void accountThatIsDisabledLosesItsRegistrations() {
        TestServer server = start().withUsers("romeo");
        try {
            TestDevice phone = server.signIn("romeo", "phone");
            phone.send("<iq type='set' id='e'><enable xmlns='urn:xmpp:push:0' jid='push." + TestServer.DOMAIN
                    + "' node='phone-7'/></iq>");
            assertThat(phone.receive().attribute("type")).isEqualTo("result");
            phone.leave();
            server = server.restart();
            assertThat(isRegistered(server)).isTrue();
            administration.get().disable(TestServer.jid("romeo"));
            administration.get().enable(TestServer.jid("romeo"));
            assertThat(isRegistered(server)).isFalse();
        } finally {
            server.close();
        }
    }

    @Test
    void accountThatIsInMemoryIsRemovedWithItsRegistrations() {
        try (TestServer server = start().withUsers("romeo")) {
            TestDevice phone = server.signIn("romeo", "phone");
            phone.send("<iq type='set' id='e'><enable xmlns='urn:xmpp:push:0' jid='push." + TestServer.DOMAIN
                    + "' node='phone-7'/></iq>");
            assertThat(phone.receive().attribute("type")).isEqualTo("result");
            assertThat(administration.get().remove(TestServer.jid("romeo"))).isInstanceOf(Outcome.Done.class);
            while (phone.receiveOrEnd() != null) {
                // The stream ends, whatever is said before.
            }
        }
    }
}
