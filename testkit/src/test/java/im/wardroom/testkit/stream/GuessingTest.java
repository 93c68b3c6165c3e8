// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.stream;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.server.credential.LockoutRules;
import im.wardroom.testkit.ScramClient;
import im.wardroom.testkit.TestServer;
import im.wardroom.testkit.TestStream;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.xml.Element;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Guessing a password from elsewhere: it ends, and the owner does not notice.
class GuessingTest extends StreamTest {

    private static final int ALLOWED = 4;

    @Override
    TestServer.Settings configure(TestServer.Settings settings) {
        return settings.with(new LockoutRules(
                1,
                Duration.ofMillis(10),
                ALLOWED,
                1_000,
                Duration.ofHours(1),
                Duration.ofHours(1),
                Duration.ofHours(1)));
    }

    private Element guess(String user, String password, InetAddress from) {
        try (TestStream stream = TestStream.connect(server.directTls(), from)) {
            stream.handshake(DOMAIN);
            stream.features(DOMAIN);
            ScramClient scram = new ScramClient("SCRAM-SHA-256", user, password, null, new byte[0]);
            stream.send("<auth xmlns='" + Namespaces.SASL + "' mechanism='SCRAM-SHA-256'>" + scram.first() + "</auth>");
            Element answer = stream.receive();
            if (answer.name().equals("challenge")) {
                stream.send("<response xmlns='" + Namespaces.SASL + "'>" + scram.answer(answer.text()) + "</response>");
                answer = stream.receive();
            }
            return answer;
        }
    }

    @Test
    void strangerIsLockedOutAndTheOwnerIsNot() throws UnknownHostException {
        InetAddress home = InetAddress.getByName("127.0.0.1");
        InetAddress elsewhere = InetAddress.getByName("127.0.0.2");
        assertThat(guess("romeo", "romeo-secret", home).name()).isEqualTo("success");
        for (int i = 0; i < ALLOWED; i++) {
            assertThat(guess("romeo", "guess " + i, elsewhere).has(Namespaces.SASL, "not-authorized"))
                    .isTrue();
        }
        Element locked = guess("romeo", "romeo-secret", elsewhere);
        assertThat(locked.has(Namespaces.SASL, "temporary-auth-failure")).isTrue();
        assertThat(locked.child(Namespaces.SASL, "text").text()).contains("Too many failed attempts");
        assertThat(guess("romeo", "romeo-secret", home).name()).isEqualTo("success");
        server.server().lockout().unlock(TestServer.jid("romeo"));
        assertThat(guess("romeo", "romeo-secret", elsewhere).name()).isEqualTo("success");
    }

    @Test
    void accountThatDoesNotExistIsLockedJustTheSame() throws UnknownHostException {
        InetAddress elsewhere = InetAddress.getByName("127.0.0.3");
        for (int i = 0; i < ALLOWED; i++) {
            assertThat(guess("nobody", "guess " + i, elsewhere).has(Namespaces.SASL, "not-authorized"))
                    .isTrue();
        }
        assertThat(guess("nobody", "guess", elsewhere).has(Namespaces.SASL, "temporary-auth-failure"))
                .isTrue();
    }
}
