// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench;

import im.wardroom.testkit.TestDevice;
import im.wardroom.xmpp.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;

/// Pairs of signed-in people: one of each pair sends, the other receives. A message carries the time at which it was
/// meant to be sent.
final class Talk implements AutoCloseable {

    private static final String FILLER =
            "Shall I compare thee to a summer's day? Thou art more lovely and more temperate";

    private final List<TestDevice> senders = new ArrayList<>();
    private final List<TestDevice> receivers = new ArrayList<>();
    private final List<Semaphore> windows = new ArrayList<>();
    private final LongAdder received = new LongAdder();
    private volatile LongConsumer listener = ignored -> {};
    private final int first;
    private volatile boolean stopped;

    /// @param first number of the first account; what is left under way must not reach those of another part
    Talk(ServerProcess server, SignIn signIn, int first, int pairs, int window) {
        this.first = first;
        for (int i = 0; i < pairs; i++) {
            TestDevice receiver = signIn.device(server, first + 2 * i + 1);
            receiver.send("<presence/>");
            receiver.receive();
            receivers.add(receiver);
            senders.add(signIn.device(server, first + 2 * i));
            Semaphore free = new Semaphore(window);
            windows.add(free);
            Thread.ofVirtual().start(() -> receive(receiver, free));
        }
    }

    private void receive(TestDevice receiver, Semaphore free) {
        Element element;
        while (!stopped && (element = receiver.receiveOrEnd()) != null) {
            String id = element.attribute("id");
            if (element.name().equals("message") && id != null) {
                listener.accept(Long.parseLong(id));
                received.increment();
                free.release();
            }
        }
    }

    int pairs() {
        return senders.size();
    }

    /// Waits until the pair may send, and sends.
    void send(int pair, long meant) throws InterruptedException {
        windows.get(pair).acquire();
        senders.get(pair)
                .send("<message type='chat' id='" + meant + "' to='" + Accounts.address(first + 2 * pair + 1)
                        + "'><body>" + FILLER + "</body></message>");
    }

    /// @param added is told of the time in each message that arrives
    void onReceived(LongConsumer added) {
        listener = added;
    }

    long received() {
        return received.sum();
    }

    @Override
    public void close() {
        stopped = true;
        senders.forEach(TestDevice::close);
        receivers.forEach(TestDevice::close);
    }
}
