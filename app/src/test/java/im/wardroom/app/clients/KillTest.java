// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// An acknowledgement means that the message is on disk, and a stream outlives the server: `kill -9` in the middle of
/// traffic loses nothing and doubles nothing.
@Tag("slow")
@Timeout(300)
class KillTest {

    private static final int ROUNDS = Integer.getInteger("kills", 8);
    private static final int PEOPLE = 3;
    private static final int MOST_BEFORE_KILL = 300;

    /// Optimising is not worth its while for a life of a second.
    private static final Map<String, String> SHORT_LIVED =
            Map.of("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");

    @TempDir
    Path folder;

    @Test
    void everyAcknowledgedMessageArrivesInOrderAfterEveryKill() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("KillTest: -Dseed=" + seed);
        Random random = new Random(seed);
        PowerSwitch power = new PowerSwitch();
        Ledger ledger = new Ledger();
        long begin = System.nanoTime();
        try (StartedProgram program = StartedProgram.start(StartedProgram.withoutLimits(folder), SHORT_LIVED)) {
            Traffic traffic = new Traffic(new TestBench(program, power, ledger), PEOPLE, random);
            for (int round = 0; round < ROUNDS && ledger.problems().isEmpty(); round++) {
                ledger.awaitMore(1 + random.nextInt(MOST_BEFORE_KILL));
                power.off();
                program.kill();
                program.startAgain();
                power.on();
            }
            traffic.finish();
        }
        System.out.printf(
                "KillTest: %d kills in %d s; %s%n",
                ROUNDS, (System.nanoTime() - begin) / 1_000_000_000, ledger.summary());
        Traffic.check(ledger);
        assertThat(ledger.neverResumed())
                .as("streams that a kill ended for good")
                .isZero();
    }
}
