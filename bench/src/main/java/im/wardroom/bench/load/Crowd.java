// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.function.IntFunction;

/// Signs many clients in, a few at a time.
public final class Crowd {

    private static final int AT_ONCE = 16;

    private final Reactor reactor;
    private final Connector connector;
    private final Failures failures = new Failures();
    private int ready;

    public Crowd(Reactor reactor, Connector connector) {
        this.reactor = reactor;
        this.connector = connector;
    }

    /// Returns when all are ready.
    ///
    /// @param listeners what each one tells afterwards, by account
    public void gather(int first, int count, IntFunction<Client.Listener> listeners, Duration limit) {
        ready = 0;
        int begun = 0;
        long end = System.nanoTime() + limit.toNanos();
        while (ready < count) {
            while (begun < count && begun - ready < AT_ONCE) {
                begin(first + begun, listeners.apply(first + begun));
                begun++;
            }
            reactor.turn();
            failures.check();
            if (System.nanoTime() > end) {
                throw new LoadFailure("only " + ready + " of " + count + " clients signed in within " + limit);
            }
        }
    }

    private void begin(int account, Client.Listener listener) {
        try {
            connector.connect(account, new Counting(listener));
        } catch (IOException e) {
            throw new LoadFailure("client " + account + " cannot connect: " + e);
        }
    }

    /// Fails if one of them is gone.
    public void check() {
        failures.check();
    }

    private final class Counting implements Client.Listener {

        private final Client.Listener then;

        Counting(Client.Listener then) {
            this.then = then;
        }

        @Override
        public void ready(Client client) {
            ready++;
            then.ready(client);
        }

        @Override
        public void stanza(byte[] bytes, int from, int to) {
            then.stanza(bytes, from, to);
        }

        @Override
        public void failed(Client client, String why) {
            failures.add(why);
            then.failed(client, why);
        }
    }
}
