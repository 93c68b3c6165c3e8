// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.clients;

import im.wardroom.app.clients.Ledger.Numbered;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.xml.Element;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Sends numbered messages as fast as the server acknowledges them. After a lost connection it resumes its stream and
/// sends again what was not handled, or signs in anew and sends again what was not acknowledged.
final class NumberingSender implements Runnable {

    private static final int MAX_BURST = 15;

    private final TestBench bench;
    private final Person sender;
    private final List<Person> receivers;
    private final Random random;
    private final Deque<Numbered> unacknowledged = new ArrayDeque<>();
    private volatile boolean finishing;
    private long handled;
    private int next;

    NumberingSender(TestBench bench, Person sender, List<Person> receivers, Random random) {
        this.bench = bench;
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
        new Reconnecting(bench, sender).run(() -> finishing && unacknowledged.isEmpty(), this::converse);
    }

    private void converse(CountedStream stream, boolean resumed, int start) {
        if (resumed) {
            acknowledged(stream.handled());
        } else {
            handled = 0;
        }
        for (Numbered message : List.copyOf(unacknowledged)) {
            // On a resumed stream it has the number that it had: the server must know it.
            if (!resumed) {
                bench.ledger().sent(message);
            }
            write(stream, message);
        }
        settle(stream, start);
        while (!finishing) {
            for (int left = 1 + random.nextInt(MAX_BURST); left > 0; left--) {
                Person to = receivers.get(random.nextInt(receivers.size()));
                Numbered message = new Numbered(sender.name(), to.name(), next++);
                unacknowledged.add(message);
                bench.ledger().sent(message);
                write(stream, message);
            }
            settle(stream, start);
        }
    }

    private static void write(CountedStream stream, Numbered message) {
        stream.send("<message type='chat' id='%s' to='%s@%s'><body>%s</body></message>"
                .formatted(message.id(), message.to(), Person.DOMAIN, message.number()));
    }

    /// Asks, and believes what the answer says.
    private void settle(CountedStream stream, int start) {
        stream.ask();
        while (!unacknowledged.isEmpty()) {
            Element element = stream.receive();
            if (element == null) {
                throw new AssertionError("the stream ended");
            }
            if (!element.is(CountedStream.NS, "a")) {
                unexpected(element, start);
                continue;
            }
            acknowledged(Long.parseLong(element.attribute("h", "")));
            if (!unacknowledged.isEmpty()) {
                stream.ask();
            }
        }
    }

    private void acknowledged(long h) {
        for (; handled < h; handled++) {
            @Nullable Numbered message = unacknowledged.poll();
            if (message == null) {
                bench.ledger().problem(sender.name() + " is told of more than it sent: " + h);
                return;
            }
            bench.ledger().acknowledged(message);
        }
    }

    private void unexpected(Element element, int start) {
        boolean refusal = "error".equals(element.attribute("type")) || element.is(Namespaces.STREAM, "error");
        if (refusal && !bench.power().isSame(start)) {
            bench.ledger().refused();
        } else {
            bench.ledger().problem(sender.name() + " received " + element);
        }
    }
}
