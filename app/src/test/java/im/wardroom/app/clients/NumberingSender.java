// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.clients;

import im.wardroom.app.clients.Ledger.Numbered;
import im.wardroom.xmpp.xml.Element;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/// Sends numbered messages as fast as the server acknowledges them, and sends again what a kill left unacknowledged.
final class NumberingSender implements Runnable {

    private static final int MAX_BURST = 15;

    private final StartedProgram program;
    private final PowerSwitch power;
    private final Ledger ledger;
    private final Person sender;
    private final List<Person> receivers;
    private final Random random;
    private final Deque<Numbered> unacknowledged = new ArrayDeque<>();
    private volatile boolean finishing;
    private int next;

    NumberingSender(
            StartedProgram program,
            PowerSwitch power,
            Ledger ledger,
            Person sender,
            List<Person> receivers,
            Random random) {
        this.program = program;
        this.power = power;
        this.ledger = ledger;
        this.sender = sender;
        this.receivers = receivers;
        this.random = random;
    }

    /// Nothing new; it ends when all that it sent is acknowledged.
    void finish() {
        finishing = true;
    }

    @Override
    public void run() {
        try {
            while (!finishing || !unacknowledged.isEmpty()) {
                int start = power.awaitOn();
                try (CountedStream stream = CountedStream.signIn(program, sender, "desk")) {
                    converse(stream);
                } catch (UncheckedIOException | AssertionError | IllegalStateException e) {
                    if (power.isSame(start)) {
                        ledger.problem(sender.name() + " lost a running server: " + e);
                        return;
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void converse(CountedStream stream) {
        List<Numbered> again = List.copyOf(unacknowledged);
        again.forEach(message -> write(stream, message));
        long handled = settle(stream, 0);
        while (!finishing) {
            for (int left = 1 + random.nextInt(MAX_BURST); left > 0; left--) {
                Person to = receivers.get(random.nextInt(receivers.size()));
                Numbered message = new Numbered(sender.name(), to.name(), next++);
                unacknowledged.add(message);
                write(stream, message);
            }
            handled = settle(stream, handled);
        }
    }

    private void write(CountedStream stream, Numbered message) {
        ledger.sent(message);
        stream.send("<message type='chat' id='%s' to='%s@%s'><body>%s</body></message>"
                .formatted(message.id(), message.to(), Person.DOMAIN, message.number()));
    }

    /// Asks, and believes what the answer says.
    private long settle(CountedStream stream, long before) {
        stream.ask();
        long handled = before;
        while (!unacknowledged.isEmpty()) {
            Element element = stream.receive();
            if (element == null) {
                throw new AssertionError("the stream ended");
            }
            if (!element.is(CountedStream.NS, "a")) {
                ledger.problem(sender.name() + " received " + element);
                continue;
            }
            long h = Long.parseLong(String.valueOf(element.attribute("h")));
            for (; handled < h; handled++) {
                ledger.acknowledged(unacknowledged.remove());
            }
            if (!unacknowledged.isEmpty()) {
                stream.ask();
            }
        }
        return handled;
    }
}
