// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Lets clients in and out again, a fixed number at once.
public final class Turnstile implements AutoCloseable {

    private final Reactor reactor;
    private final Connector connector;
    private final int atOnce;
    private final int accounts;
    private final Failures failures = new Failures();
    private final Histogram times = new Histogram();
    private int under;
    private long begun;
    private long admitted;
    private boolean closed;

    /// @param accounts they are used in turns, so that no two clients are of the same one
    public Turnstile(Reactor reactor, Connector connector, int atOnce, int accounts) {
        this.reactor = reactor;
        this.connector = connector;
        this.atOnce = atOnce;
        this.accounts = accounts;
    }

    /// Lets that many more in; fails if that takes longer.
    public void admit(long count, Duration limit) {
        long wanted = admitted + count;
        long end = System.nanoTime() + limit.toNanos();
        run(() -> admitted < wanted && System.nanoTime() < end);
        if (admitted < wanted) {
            throw new LoadFailure(
                    "only " + (admitted + count - wanted) + " of " + count + " signed in within " + limit);
        }
    }

    public void during(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        run(() -> System.nanoTime() < end);
    }

    private void run(BooleanSupplier more) {
        while (more.getAsBoolean()) {
            while (under < atOnce) {
                begin();
            }
            reactor.turn();
            failures.check();
        }
    }

    private void begin() {
        under++;
        long since = System.nanoTime();
        try {
            connector.connect((int) (begun++ % accounts), new Client.Listener() {
                @Override
                public void ready(Client client) {
                    client.close();
                    times.add(System.nanoTime() - since);
                    admitted++;
                    under--;
                }

                @Override
                public void stanza(byte[] bytes, int from, int to) {
                    // What comes after the client has left is nobody's.
                }

                @Override
                public void failed(Client client, String why) {
                    if (!closed) {
                        failures.add(why);
                    }
                }
            });
        } catch (IOException e) {
            throw new LoadFailure("cannot connect: " + e);
        }
    }

    public long admitted() {
        return admitted;
    }

    /// From the begin of the connection to the end of binding.
    public Histogram times() {
        return times;
    }

    @Override
    public void close() {
        closed = true;
    }
}
