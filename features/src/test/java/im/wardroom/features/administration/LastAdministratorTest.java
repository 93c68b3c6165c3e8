// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.administration;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.features.AllFeatures;
import im.wardroom.features.registration.RegistrationRules;
import im.wardroom.store.Accounts;
import im.wardroom.testkit.TestDevice;
import im.wardroom.testkit.TestServer;
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

    private long enabled(String... names) {
        return Stream.of(names)
                .filter(name -> server.store()
                        .accounts()
                        .find(TestServer.jid(name))
                        .map(Accounts.Summary::enabled)
                        .orElseThrow())
                .count();
    }

    private TestDevice administrator(String name) {
        server.createAdministrator(name, name + "-secret");
        return server.signIn(name, "court");
    }

    @Test
    void twoWhoDisableEachOtherAtOnceDoNotBothSucceed() {
        for (int round = 0; round < ROUNDS; round++) {
            String one = "escalus" + round;
            String other = "paris" + round;
            try (TestDevice escalus = administrator(one);
                    TestDevice paris = administrator(other)) {
                String first = begin(escalus);
                String second = begin(paris);
                escalus.send(disable(first, other));
                paris.send(disable(second, one));
                // Whether with an answer or with the end of the stream.
                escalus.receiveOrEnd();
                paris.receiveOrEnd();
            }
            assertThat(enabled(one, other)).isEqualTo(1);
        }
    }
}
