// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.suspicion;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.watch.service.Directory;
import im.wardroom.watch.suspicion.Suspicion.Kind;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Floods on the messaging ports.
class DoorsTest {

    private static final String STREAM =
            "<stream:stream to='example.org' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>";

    private final Traffic traffic = new Traffic(Directory.standard());

    /// So many come within half a minute, each from an address of its own.
    private void crowd(int count, int port, Consumer<Traffic.Connection> does) {
        for (int i = 0; i < count; i++) {
            does.accept(traffic.connect("10.1." + i / 250 + "." + (1 + i % 250), port));
            traffic.pass(Duration.ofMillis(30_000 / count));
        }
        traffic.pass(Duration.ofSeconds(20));
        traffic.connect("10.0.0.1", port).open().say(STREAM);
    }

    @Test
    void connectionsThatAreNeverCompletedAreAFlood() {
        crowd(300, 5222, connection -> connection.begin().answered());
        assertThat(traffic.end()).singleElement().satisfies(suspicion -> {
            assertThat(suspicion.kind()).isEqualTo(Kind.HALF_OPEN);
            assertThat(suspicion.client()).isNull();
            assertThat(suspicion.serverPort()).isEqualTo(5222);
            assertThat(suspicion.evidence())
                    .isEqualTo(
                            "100 of 100 connections to a port of XMPP within a minute were begun and never completed; "
                                    + "from 100 addresses");
        });
    }

    @Test
    void whoDoesItAloneIsNamed() {
        for (int i = 0; i < 200; i++) {
            traffic.connect("10.9.9.9", 5222).begin().answered();
            traffic.pass(Duration.ofMillis(50));
        }
        traffic.pass(Duration.ofSeconds(20));
        traffic.connect("10.0.0.1", 5222).open().say(STREAM);
        assertThat(traffic.end())
                .singleElement()
                .satisfies(suspicion -> assertThat(suspicion.client()).hasToString("10.9.9.9"));
    }

    @Test
    void connectionsThatSayNothingAreAFlood() {
        crowd(300, 5222, Traffic.Connection::open);
        assertThat(traffic.end()).extracting(Suspicion::kind).containsExactly(Kind.SILENT);
    }

    @Test
    void connectionsThatBeginWithAnythingAreAFlood() {
        crowd(300, 5222, connection -> connection.open().say("\1\2\3\4"));
        assertThat(traffic.end()).extracting(Suspicion::kind).containsExactly(Kind.MALFORMED);
    }

    @Test
    void everybodyWhoComesBackAfterARestartIsNone() {
        crowd(1000, 5222, connection -> connection.open().say(STREAM));
        assertThat(traffic.end()).isEmpty();
    }

    @Test
    void aServerThatIsDownIsNone() {
        crowd(1000, 5222, connection -> connection.begin().refused());
        assertThat(traffic.end()).isEmpty();
    }

    @Test
    void aFewOddOnesAmongManyAreNone() {
        for (int i = 0; i < 1000; i++) {
            Traffic.Connection connection = traffic.connect("10.2." + i / 250 + "." + (1 + i % 250), 5222)
                    .begin()
                    .answered();
            if (i % 3 != 0) {
                connection.complete().say(STREAM);
            }
            traffic.pass(Duration.ofMillis(30));
        }
        assertThat(traffic.end()).isEmpty();
    }

    @Test
    void aFewMalformedOnesAmongManyAreNone() {
        int[] count = {0};
        crowd(1000, 5222, connection -> connection.open().say(count[0]++ % 3 == 0 ? "GET / HTTP/1.1" : STREAM));
        assertThat(traffic.end()).isEmpty();
    }

    @Test
    void anotherPortIsWatchedOnceAMessengerWasSeenThere() {
        crowd(300, 8080, connection -> connection.begin().answered());
        traffic.pass(Duration.ofMinutes(5));
        crowd(300, 8080, connection -> connection.begin().answered());
        assertThat(traffic.end())
                .singleElement()
                .satisfies(suspicion -> assertThat(suspicion.serverPort()).isEqualTo(8080));
    }
}
