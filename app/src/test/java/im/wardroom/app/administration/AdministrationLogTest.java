// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.administration;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import im.wardroom.app.Loggers;
import im.wardroom.features.Features;
import im.wardroom.features.registration.Registration;
import im.wardroom.features.registration.RegistrationRules;
import im.wardroom.testkit.TestDevice;
import im.wardroom.testkit.TestServer;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is written down of the deeds of administrators.
class AdministrationLogTest {

    private static final String PASSWORD = "a-plague-on-both-houses";
    private static final String COMMANDS = "http://jabber.org/protocol/commands";

    private final Logger logger = Loggers.of("im.wardroom");
    private final ListAppender<ILoggingEvent> events = new ListAppender<>();
    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.start(
                parts -> Features.all(
                        Features.Settings.DEFAULT,
                        RegistrationRules.DEFAULT,
                        new Registration.Parts(parts.administration(), parts.store(), new SecureRandom()),
                        parts.clock()),
                settings -> settings);
        server.createAdministrator("escalus", "escalus-secret");
        logger.setLevel(Level.TRACE);
        logger.setAdditive(false);
        events.list = new CopyOnWriteArrayList<>();
        events.start();
        logger.addAppender(events);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(events);
        logger.setAdditive(true);
        logger.setLevel(null);
        server.close();
    }

    private void command(TestDevice device, String name, String fields) {
        String node = "http://jabber.org/protocol/admin#" + name;
        device.send("<iq type='set' id='1' to='" + TestServer.DOMAIN + "'><command xmlns='" + COMMANDS + "' node='"
                + node + "'/></iq>");
        String session =
                device.receive().find(COMMANDS, "command").orElseThrow().attribute("sessionid");
        device.send("<iq type='set' id='2' to='" + TestServer.DOMAIN + "'><command xmlns='" + COMMANDS + "' node='"
                + node + "' sessionid='" + session + "'><x xmlns='jabber:x:data' type='submit'>" + fields
                + "</x></command></iq>");
        device.receive();
    }

    private static String field(String name, String value) {
        return "<field var='" + name + "'><value>" + value + "</value></field>";
    }

    private List<String> lines() {
        return events.list.stream()
                .filter(event -> event.getMessage().equals("administration"))
                .map(event -> event.getLevel() + " " + event.getKeyValuePairs())
                .toList();
    }

    @Test
    void everyDeedIsOneLineAndNoPasswordIsInAny() {
        TestDevice escalus = server.signIn("escalus", "court");
        command(escalus, "add-user", field("accountjid", "juliet@capulet.example") + field("password", PASSWORD));
        command(escalus, "add-user", field("accountjid", "juliet@capulet.example") + field("password", PASSWORD));
        command(
                escalus,
                "change-user-password",
                field("accountjid", "juliet@capulet.example") + field("password", PASSWORD + "-again"));
        command(escalus, "disable-user", field("accountjids", "juliet@capulet.example"));
        assertThat(lines())
                .containsExactly(
                        "INFO [administrator=\"escalus@capulet.example/court\", deed=\"add-user\","
                                + " target=\"juliet@capulet.example\"]",
                        "INFO [administrator=\"escalus@capulet.example/court\", deed=\"change-user-password\","
                                + " target=\"juliet@capulet.example\"]",
                        "INFO [administrator=\"escalus@capulet.example/court\", deed=\"disable-user\","
                                + " target=\"juliet@capulet.example\"]");
        assertThat(events.list)
                .noneMatch(event -> event.getFormattedMessage().contains(PASSWORD)
                        || String.valueOf(event.getKeyValuePairs()).contains(PASSWORD));
    }
}
