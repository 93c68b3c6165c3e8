// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Pairs of people who talk, as fast as the server delivers or at fixed times. Fails when a message is lost, comes
/// twice or out of order.
public final class Conversation implements Pair.Watcher, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// @param firstAccount of the first sender; the receiver has the next one
    public record Shape(int firstAccount, int pairs, int bodyBytes) {}

    private final Reactor reactor;
    private final Crowd crowd;
    private final List<Pair> pairs = new ArrayList<>();
    private final Failures failures = new Failures();
    private final Histogram times = new Histogram();
    private long delivered;
    private boolean closedLoop;

    private Conversation(Reactor reactor, Connector connector) {
        this.reactor = reactor;
        this.crowd = new Crowd(reactor, connector);
    }

    /// Signs everybody in.
    public static Conversation begin(Reactor reactor, Connector connector, Credentials credentials, Shape shape) {
        Conversation conversation = new Conversation(reactor, connector);
        for (int i = 0; i < shape.pairs(); i++) {
            String to = credentials.address(shape.firstAccount() + 2 * i + 1);
            conversation.pairs.add(new Pair(i, to, shape.bodyBytes(), conversation));
        }
        conversation.crowd.gather(
                shape.firstAccount(),
                2 * shape.pairs(),
                account -> conversation.side(account - shape.firstAccount()),
                PATIENCE);
        return conversation;
    }

    private Client.Listener side(int number) {
        return pairs.get(number / 2).side(number % 2 == 0);
    }

    /// Closed loop: each pair keeps that many messages under way, from now until [#stop].
    public void keepUnderWay(int window) {
        closedLoop = true;
        long now = System.nanoTime();
        for (Pair pair : pairs) {
            while (pair.underWay() < window) {
                pair.send(now);
            }
        }
    }

    /// Lets that time pass.
    public void during(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            reactor.turn();
            check();
        }
    }

    /// Open loop: messages are due at fixed times, whatever became of those before. The time of each counts from when
    /// it was due, so that a server that stalls is charged for everybody who waits, not only for one.
    ///
    /// @param alone takes the whole core, so that waking up takes no time; otherwise it sleeps while nothing is due
    public void sendAtRate(int perSecond, Duration time, boolean alone) {
        closedLoop = false;
        long gap = Duration.ofSeconds(1).toNanos() / perSecond;
        long begun = System.nanoTime();
        long count = time.toNanos() / gap;
        long next = 0;
        while (next < count) {
            long now = System.nanoTime();
            while (next < count && begun + next * gap <= now) {
                pairs.get((int) (next % pairs.size())).send(begun + next * gap);
                next++;
            }
            reactor.turn(alone ? 0 : Math.max(0, (begun + next * gap - System.nanoTime()) / 1_000_000 - 1));
            check();
        }
    }

    /// No more is sent; waits until everything has arrived and is acknowledged.
    public void stop() {
        closedLoop = false;
        if (!settle()) {
            long missing = pairs.stream().mapToLong(Pair::underWay).sum();
            throw new LoadFailure(missing + " messages did not arrive in " + PATIENCE
                    + (missing == 0 ? ", but not everything was acknowledged" : ""));
        }
    }

    /// Whether both archives of a pair come to hold its last message within that time. Nothing can be sent afterwards.
    public boolean isArchived(int pair, Duration limit) {
        Pair asked = pairs.get(pair);
        long end = System.nanoTime() + limit.toNanos();
        while (!asked.isArchived() && System.nanoTime() < end) {
            asked.askArchives();
            reactor.until(asked::isArchived, Duration.ofSeconds(1));
            check();
        }
        return asked.isArchived();
    }

    private boolean settle() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        int turns = 0;
        while (!pairs.stream().allMatch(Pair::isSettled)) {
            if (System.nanoTime() > end) {
                return false;
            }
            if (turns++ % 50 == 0) {
                pairs.stream().filter(pair -> pair.underWay() == 0).forEach(Pair::requestAcknowledgement);
            }
            reactor.turn();
            check();
        }
        return true;
    }

    private void check() {
        failures.check();
        crowd.check();
    }

    @Override
    public void delivered(Pair pair, long due) {
        long now = System.nanoTime();
        times.add(now - due);
        delivered++;
        if (closedLoop) {
            pair.send(now);
        }
    }

    @Override
    public void failed(String why) {
        failures.add(why);
    }

    /// How many messages have arrived.
    public long delivered() {
        return delivered;
    }

    public long sent() {
        return pairs.stream().mapToLong(Pair::sent).sum();
    }

    /// From when a message was due to when it arrived.
    public Histogram times() {
        return times;
    }

    @Override
    public void close() {
        closedLoop = false;
        pairs.forEach(Pair::close);
    }
}
