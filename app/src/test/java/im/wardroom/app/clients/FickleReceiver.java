// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.clients;

import im.wardroom.xmpp.xml.Element;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Signs in, writes down what it is shown, goes away with or without a goodbye, and comes back.
final class FickleReceiver implements Runnable {

    private static final int MOST_AT_ONCE = 400;

    private final TestBench bench;
    private final Person receiver;
    private final Random random;
    private final Set<String> onThisStream = new HashSet<>();
    private volatile boolean finishing;

    FickleReceiver(TestBench bench, Person receiver, Random random) {
        this.bench = bench;
        this.receiver = receiver;
        this.random = random;
    }

    /// It ends when it has all that is acknowledged.
    void finish() {
        finishing = true;
    }

    private boolean isDone() {
        return finishing && bench.ledger().hasAllFor(receiver.name());
    }

    @Override
    public void run() {
        new Reconnecting(bench, receiver).run(this::isDone, this::read);
    }

    private void read(CountedStream stream, boolean resumed, int start) {
        if (!resumed) {
            onThisStream.clear();
        }
        // The only stanza that it sends: again, if the server does not have it.
        if (stream.handled() == 0) {
            stream.send("<presence/>");
        }
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
            bench.ledger().problem(receiver.name() + " was shown " + message);
        } else if (!onThisStream.add(number)) {
            // A resumed stream brings what was not acknowledged, and this was received.
            bench.ledger().problem(receiver.name() + " was shown twice on one stream " + id);
        } else {
            bench.ledger().shown(receiver.name(), id, number);
        }
    }
}
