// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.clients;

import im.wardroom.xmpp.xml.Element;
import java.io.UncheckedIOException;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Signs in, writes down what it is shown, goes away with or without a goodbye, and comes back.
final class FickleReceiver implements Runnable {

    private static final int MOST_AT_ONCE = 400;

    private final StartedProgram program;
    private final PowerSwitch power;
    private final Ledger ledger;
    private final Person receiver;
    private final Random random;
    private volatile boolean finishing;

    FickleReceiver(StartedProgram program, PowerSwitch power, Ledger ledger, Person receiver, Random random) {
        this.program = program;
        this.power = power;
        this.ledger = ledger;
        this.receiver = receiver;
        this.random = random;
    }

    /// It ends when it has all that is acknowledged.
    void finish() {
        finishing = true;
    }

    private boolean isDone() {
        return finishing && ledger.hasAllFor(receiver.name());
    }

    @Override
    public void run() {
        try {
            while (!isDone()) {
                int start = power.awaitOn();
                try (CountedStream stream = CountedStream.signIn(program, receiver, "desk")) {
                    stream.send("<presence/>");
                    read(stream);
                } catch (UncheckedIOException | AssertionError | IllegalStateException e) {
                    if (power.isSame(start)) {
                        ledger.problem(receiver.name() + " lost a running server: " + e);
                        return;
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(CountedStream stream) {
        for (int left = 1 + random.nextInt(MOST_AT_ONCE); left > 0 && !isDone(); left--) {
            Element element = stream.receive();
            if (element == null) {
                throw new AssertionError("the stream ended");
            }
            if (element.name().equals("message")) {
                shown(element);
            }
        }
        if (random.nextBoolean()) {
            stream.leave();
        }
    }

    private void shown(Element message) {
        @Nullable Element stanzaId = message.child("urn:xmpp:sid:0", "stanza-id");
        String id = message.attribute("id");
        String number = stanzaId == null ? null : stanzaId.attribute("id");
        if (id == null || number == null || "error".equals(message.attribute("type"))) {
            ledger.problem(receiver.name() + " was shown " + message);
        } else {
            ledger.shown(receiver.name(), id, number);
        }
    }
}
