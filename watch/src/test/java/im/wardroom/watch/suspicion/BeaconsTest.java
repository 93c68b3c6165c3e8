// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.suspicion;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.watch.packet.Address;
import im.wardroom.watch.service.Directory;
import im.wardroom.watch.suspicion.Suspicion.Kind;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A program in a messenger's session is not like a person.
class BeaconsTest {

    private static final String CLIENT = "10.0.0.5";
    private static final long SEED = 42;

    private final Random random = new Random(SEED);
    private Traffic traffic = new Traffic(Directory.standard());

    private Traffic.Connection signedInToIrc() {
        return traffic.connect(CLIENT, 6667)
                .open()
                .say("NICK romeo\r\nUSER romeo 0 * :Romeo\r\n")
                .hear(":irc.example.org 001 romeo :Welcome\r\n");
    }

    private static String message(int length) {
        return "PRIVMSG #verona :" + "x".repeat(length) + "\r\n";
    }

    @Test
    void aProgramThatReportsAgainAndAgainIsABeacon() {
        Traffic.Connection irc = signedInToIrc();
        for (int i = 0; i < 30; i++) {
            traffic.pass(Duration.ofSeconds(60 + random.nextInt(-15, 16)));
            irc.say(message(350 + random.nextInt(30)));
        }
        assertThat(traffic.end()).singleElement().satisfies(suspicion -> {
            assertThat(suspicion.kind()).isEqualTo(Kind.BEACON);
            assertThat(suspicion.client()).hasToString(CLIENT);
            assertThat(suspicion.server()).hasToString(Traffic.SERVER);
            assertThat(suspicion.serverPort()).isEqualTo(6667);
            assertThat(suspicion.evidence())
                    .startsWith("20 times in a row about 4")
                    .endsWith("in a session of IRC: a program reports here");
        });
    }

    @Test
    void aProgramThatSignsInAnewForEachReportIsOneToo() {
        for (int i = 0; i < 30; i++) {
            signedInToIrc().say(message(400));
            traffic.pass(Duration.ofSeconds(300 + random.nextInt(-30, 31)));
        }
        assertThat(traffic.end()).extracting(Suspicion::kind).containsExactly(Kind.BEACON);
    }

    @Test
    void aPersonsPausesAndWordsAreNone() {
        Traffic.Connection irc = signedInToIrc();
        for (int i = 0; i < 2000; i++) {
            traffic.pass(Duration.ofMillis((long) (20_000 * Math.exp(1.2 * random.nextGaussian()))));
            irc.say(message((int) (40 * Math.exp(random.nextGaussian()))));
            irc.hear(":juliet!j@example.org PRIVMSG #verona :wherefore\r\n");
        }
        assertThat(traffic.end()).as("seed %d", SEED).isEmpty();
    }

    @Test
    void keepAlivesAreNone() {
        Traffic.Connection irc = signedInToIrc();
        for (int i = 0; i < 500; i++) {
            traffic.pass(Duration.ofSeconds(60));
            irc.say("PING :irc.example.org\r\n").hear("PONG irc.example.org\r\n");
        }
        assertThat(traffic.end()).isEmpty();
    }

    @Test
    void keepAlivesBetweenDoNotHideABeacon() {
        Traffic.Connection irc = signedInToIrc();
        for (int i = 0; i < 30; i++) {
            for (int ping = 0; ping < 5; ping++) {
                traffic.pass(Duration.ofSeconds(60));
                irc.say("PING :irc.example.org\r\n");
            }
            traffic.pass(Duration.ofSeconds(2));
            irc.say(message(400));
        }
        assertThat(traffic.end()).extracting(Suspicion::kind).containsExactly(Kind.BEACON);
    }

    @Test
    void aSessionThatIsAllowedIsWatchedAllTheSame() throws IOException {
        traffic = new Traffic(
                Directory.standard().with("own", new StringReader("network\t" + Traffic.SERVER + "/32\tallowed\n")));
        Traffic.Connection irc = signedInToIrc();
        for (int i = 0; i < 30; i++) {
            traffic.pass(Duration.ofSeconds(120));
            irc.say(message(400));
        }
        assertThat(traffic.end()).extracting(Suspicion::kind).containsExactly(Kind.BEACON);
    }

    @Test
    void whoSendsFarMoreThanComesBackIsSuspected() {
        Traffic.Connection irc = signedInToIrc();
        for (int i = 0; i < 200_000; i++) {
            traffic.pass(Duration.ofMillis(10));
            irc.say(message(1380));
        }
        assertThat(traffic.end()).singleElement().satisfies(suspicion -> {
            assertThat(suspicion.kind()).isEqualTo(Kind.OUTFLOW);
            assertThat(suspicion.client()).isEqualTo(clientAddress());
            assertThat(suspicion.evidence()).startsWith("256 MiB out and 0 MiB in within an hour, to IRC");
        });
    }

    @Test
    void whoSendsFasterThanAnybodyTypesIsSuspected() {
        Traffic.Connection irc = signedInToIrc();
        for (int i = 0; i < 5000; i++) {
            traffic.pass(Duration.ofMillis(5));
            irc.say(message(20));
        }
        assertThat(traffic.end()).extracting(Suspicion::kind).containsExactly(Kind.PACE);
    }

    private static Address clientAddress() {
        return new Address(0, 0xFFFF_0000_0000L | 0x0A00_0005L);
    }
}
