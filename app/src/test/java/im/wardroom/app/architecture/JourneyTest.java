// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import im.wardroom.app.Loggers;
import im.wardroom.features.Features;
import im.wardroom.testkit.TestDevice;
import im.wardroom.testkit.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/// One message, seen at exactly the stops of ARCHITECTURE.md, in their order.
class JourneyTest {

    /// Keeps what is logged; many threads add to it.
    private static final class Stops extends ListAppender<ILoggingEvent> {
        Stops() {
            list = new CopyOnWriteArrayList<>();
        }

        List<String> names() {
            return list.stream()
                    .flatMap(event -> event.getKeyValuePairs().stream())
                    .filter(pair -> pair.key.equals("stop"))
                    .map(pair -> String.valueOf(pair.value))
                    .toList();
        }
    }

    private static List<String> journeyOfAMessage() {
        Logger logger = Loggers.of("im.wardroom.journey");
        Stops stops = new Stops();
        try (TestServer server = TestServer.start(Features.all(Features.Settings.DEFAULT, Clock.systemUTC()))
                .withUsers("romeo", "juliet")) {
            TestDevice romeo = server.signIn("romeo", "orchard");
            TestDevice juliet = server.signIn("juliet", "balcony");
            juliet.send("<presence/>");
            juliet.receive();
            juliet.roundTrip();
            logger.setLevel(Level.TRACE);
            logger.addAppender(stops);
            stops.start();
            romeo.send("<message type='chat' to='" + TestServer.jid("juliet") + "'><body>psst</body></message>");
            juliet.receive();
            logger.detachAppender(stops);
            return stops.names();
        }
    }

    @Test
    void messagePassesTheStopsOfTheMapInTheirOrder() throws IOException {
        List<String> map = Files.readAllLines(Path.of("..", "ARCHITECTURE.md")).stream()
                .filter(line -> line.matches("\\| \\d+ \\|.*"))
                .map(line -> line.split("\\|")[2].strip())
                .toList();
        assertThat(journeyOfAMessage()).isEqualTo(map).hasSize(10);
    }
}
