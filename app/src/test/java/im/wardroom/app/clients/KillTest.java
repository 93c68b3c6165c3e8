// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// An acknowledgement means that the message is on disk: `kill -9` in the middle of traffic loses none of them.
@Tag("slow")
@Timeout(180)
class KillTest {

    private static final int ROUNDS = 10;
    private static final int PEOPLE = 3;
    private static final int MOST_BEFORE_KILL = 900;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final PowerSwitch power = new PowerSwitch();
    private final Ledger ledger = new Ledger();

    @Test
    void everyAcknowledgedMessageArrivesOnceAfterTenKills() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("KillTest: -Dseed=" + seed);
        Random random = new Random(seed);
        try (StartedProgram program = StartedProgram.start(folder)) {
            List<Person> receiving = people(program, "juliet");
            List<FickleReceiver> receivers = receiving.stream()
                    .map(person -> new FickleReceiver(program, power, ledger, person, new Random(random.nextLong())))
                    .toList();
            List<NumberingSender> senders = people(program, "romeo").stream()
                    .map(person -> new NumberingSender(
                            program, power, ledger, person, receiving, new Random(random.nextLong())))
                    .toList();
            List<Thread> listening = start(receivers);
            List<Thread> sending = start(senders);
            for (int round = 0; round < ROUNDS && ledger.problems().isEmpty(); round++) {
                ledger.awaitMore(1 + random.nextInt(MOST_BEFORE_KILL));
                power.off();
                program.kill();
                program.startAgain();
                power.on();
            }
            senders.forEach(NumberingSender::finish);
            join(sending);
            receivers.forEach(FickleReceiver::finish);
            // One more for each, so that nobody waits for what has come already.
            Person last = program.person("nurse");
            try (CountedStream stream = CountedStream.signIn(program, last, "desk")) {
                sendOneToEach(stream, last, receiving);
                join(listening);
            }
        }
        System.out.println("KillTest: " + ledger.summary());
        assertThat(ledger.lost()).as("acknowledged and lost").isEmpty();
        assertThat(ledger.problems()).isEmpty();
        assertThat(ledger.multiplied()).as("logged more often than sent").isEmpty();
        assertThat(ledger.disordered()).as("out of order").isEmpty();
    }

    private static List<Person> people(StartedProgram program, String name) {
        return IntStream.range(0, PEOPLE).mapToObj(i -> program.person(name)).toList();
    }

    private static List<Thread> start(List<? extends Runnable> devices) {
        List<Thread> threads = new ArrayList<>();
        devices.forEach(device -> threads.add(Thread.ofVirtual().start(device)));
        return threads;
    }

    private static void join(List<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            assertThat(thread.join(PATIENCE)).as("somebody waits for ever").isTrue();
        }
    }

    private void sendOneToEach(CountedStream stream, Person sender, List<Person> receivers) {
        for (Person receiver : receivers) {
            Ledger.Numbered message = new Ledger.Numbered(sender.name(), receiver.name(), 0);
            ledger.sent(message);
            stream.send("<message type='chat' id='%s' to='%s'><body>the last one</body></message>"
                    .formatted(message.id(), receiver.jid()));
        }
    }
}
