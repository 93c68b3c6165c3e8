// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.guarding;

import im.wardroom.server.stream.Loop;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.DoubleSupplier;

/// How busy the server is: how late its loops come to what they were to do, and to clients in turn, in units of what
/// people notice. One number for each loop; thread-safe.
final class Strain implements DoubleSupplier, AutoCloseable {

    private static final Duration EVERY = Duration.ofMillis(100);

    /// Later than that is too late.
    static final double NOTICED_MILLIS = 100;

    private final List<Loop> loops;
    private final Clock clock;
    private final AtomicLongArray late;
    private volatile boolean closed;

    Strain(List<Loop> loops, Clock clock) {
        this.loops = List.copyOf(loops);
        this.clock = clock;
        this.late = new AtomicLongArray(loops.size());
        for (int i = 0; i < loops.size(); i++) {
            next(i);
        }
    }

    private void next(int loop) {
        long due = clock.millis() + EVERY.toMillis();
        var _ = loops.get(loop).schedule(EVERY, () -> loops.get(loop).executeInTurn(() -> measure(loop, due)));
    }

    private void measure(int loop, long due) {
        long now = Math.max(0, clock.millis() - due);
        // It rises at once and falls slowly: half of what was before stays.
        late.set(loop, Math.max(now, late.get(loop) / 2));
        if (!closed) {
            next(loop);
        }
    }

    @Override
    public double getAsDouble() {
        long worst = 0;
        for (int i = 0; i < late.length(); i++) {
            worst = Math.max(worst, late.get(i));
        }
        return worst / NOTICED_MILLIS;
    }

    @Override
    public void close() {
        closed = true;
    }
}
