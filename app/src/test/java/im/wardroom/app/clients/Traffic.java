// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// Senders and receivers that go on while the test breaks something, and the checker over what all of them saw.
final class Traffic {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TestBench bench;
    private final List<Person> receiving;
    private final List<Person> sendingPeople;
    private final List<FickleReceiver> receivers;
    private final List<NumberingSender> senders;
    private final List<Thread> listening;
    private final List<Thread> sending;

    /// Starts it.
    ///
    /// @param people so many senders, and so many receivers
    Traffic(TestBench bench, int people, Random random) {
        this.bench = bench;
        receiving = people(bench.program(), "juliet", people);
        receivers = receiving.stream()
                .map(person -> new FickleReceiver(bench, person, new Random(random.nextLong())))
                .toList();
        sendingPeople = people(bench.program(), "romeo", people);
        senders = sendingPeople.stream()
                .map(person -> new NumberingSender(bench, person, receiving, new Random(random.nextLong())))
                .toList();
        listening = start(receivers);
        sending = start(senders);
    }

    private static List<Person> people(StartedProgram program, String name, int count) {
        return IntStream.range(0, count).mapToObj(i -> program.person(name)).toList();
    }

    private static List<Thread> start(List<? extends Runnable> devices) {
        List<Thread> threads = new ArrayList<>();
        devices.forEach(device -> threads.add(Thread.ofVirtual().start(device)));
        return threads;
    }

    /// Waits until each sender lost its connection, or failed to make one, once more: what the server said to it before
    /// has arrived.
    void awaitSetbacks() throws InterruptedException {
        bench.ledger()
                .awaitSetbackOfEach(sendingPeople.stream().map(Person::name).toList());
    }

    /// Ends it, when everybody has what they must have.
    void finish() throws InterruptedException {
        senders.forEach(NumberingSender::finish);
        join(sending);
        receivers.forEach(FickleReceiver::finish);
        // One more for each, so that nobody waits for what has come already.
        Person last = bench.program().person("nurse");
        try (CountedStream stream = CountedStream.signIn(bench.program(), last, "desk")) {
            sendOneToEach(stream, last);
            join(listening);
        }
    }

    private void join(List<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            assertThat(thread.join(PATIENCE))
                    .as(() -> "somebody waits for ever; " + bench.ledger().summary()
                            + bench.ledger().problems())
                    .isTrue();
        }
    }

    private void sendOneToEach(CountedStream stream, Person sender) {
        for (Person receiver : receiving) {
            Ledger.Numbered message = new Ledger.Numbered(sender.name(), receiver.name(), 0);
            bench.ledger().sent(message);
            stream.send("<message type='chat' id='%s' to='%s'><body>the last one</body></message>"
                    .formatted(message.id(), receiver.jid()));
        }
    }

    /// Nothing that was acknowledged is lost, nothing is there more often than it was sent, all is in order.
    static void check(Ledger ledger) {
        assertThat(ledger.problems()).isEmpty();
        assertThat(ledger.lost()).as("acknowledged and lost").isEmpty();
        assertThat(ledger.multiplied()).as("logged more often than sent").isEmpty();
        assertThat(ledger.disordered()).as("out of order").isEmpty();
    }
}
