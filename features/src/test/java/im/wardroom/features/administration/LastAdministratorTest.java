// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.administration;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.features.AllFeatures;
import im.wardroom.features.registration.RegistrationRules;
import im.wardroom.store.Accounts;
import im.wardroom.store.Change;
import im.wardroom.testkit.TestDevice;
import im.wardroom.testkit.TestServer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// However administrators turn on each other, one of them is left.
class LastAdministratorTest {

    private static final String COMMANDS = "http://jabber.org/protocol/commands";
    private static final String DISABLE = "http://jabber.org/protocol/admin#disable-user";
    private static final int ROUNDS = 10;

    private TestServer server;

    @BeforeEach
    void start() {
        server = AllFeatures.start(RegistrationRules.DEFAULT);
        server.createAdministrator("escalus", "escalus-secret");
        server.createAdministrator("paris", "paris-secret");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String command(String attributes, String payload) {
        return "<iq type='set' id='1' to='" + TestServer.DOMAIN + "'><command xmlns='" + COMMANDS + "' node='" + DISABLE
                + "'" + attributes + ">" + payload + "</command></iq>";
    }

    private static String begin(TestDevice device) {
        device.send(command("", ""));
        return device.receive().find(COMMANDS, "command").orElseThrow().attribute("sessionid", "");
    }

    private static String disable(String session, String name) {
        return command(
                " sessionid='" + session + "'",
                "<x xmlns='jabber:x:data' type='submit'><field var='accountjids'><value>" + TestServer.jid(name)
                        + "</value></field></x>");
    }

    private long enabled() {
        return Stream.of("escalus", "paris")
                .filter(name -> server.store()
                        .accounts()
                        .find(TestServer.jid(name))
                        .map(Accounts.Summary::enabled)
                        .orElseThrow())
                .count();
    }

    @Test
    void twoWhoDisableEachOtherAtOnceDoNotBothSucceed() {
        for (int round = 0; round < ROUNDS; round++) {
            try (TestDevice escalus = server.signIn("escalus", "court");
                    TestDevice paris = server.signIn("paris", "tomb")) {
                String first = begin(escalus);
                String second = begin(paris);
                escalus.send(disable(first, "paris"));
                paris.send(disable(second, "escalus"));
                // Whether with an answer or with the end of the stream.
                escalus.receiveOrEnd();
                paris.receiveOrEnd();
            }
            assertThat(enabled()).isEqualTo(1);
            server.store()
                    .commit(List.of(
                            new Change.SetEnabled(TestServer.jid("escalus"), true),
                            new Change.SetEnabled(TestServer.jid("paris"), true)))
                    .join();
        }
    }
}
