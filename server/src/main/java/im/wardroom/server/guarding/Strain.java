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
    /// When each was to be measured next.
    private final AtomicLongArray due;
    private volatile boolean closed;

    Strain(List<Loop> loops, Clock clock) {
        this.loops = List.copyOf(loops);
        this.clock = clock;
        this.late = new AtomicLongArray(loops.size());
        this.due = new AtomicLongArray(loops.size());
        for (int i = 0; i < loops.size(); i++) {
            next(i);
        }
    }

    private void next(int loop) {
        due.set(loop, clock.millis() + EVERY.toMillis());
        var _ = loops.get(loop).schedule(EVERY, () -> loops.get(loop).executeInTurn(() -> measure(loop)));
    }

    private void measure(int loop) {
        long now = Math.max(0, clock.millis() - due.get(loop));
        // It rises at once and falls slowly: half of what was before stays.
        late.set(loop, Math.max(now, late.get(loop) / 2));
        if (!closed) {
            next(loop);
        }
    }

    @Override
    public double getAsDouble() {
        long now = clock.millis();
        long worst = 0;
        for (int i = 0; i < late.length(); i++) {
            // Who is late tells only when it comes; that it did not come yet tells as well.
            worst = Math.max(worst, Math.max(late.get(i), now - due.get(i)));
        }
        return worst / NOTICED_MILLIS;
    }

    @Override
    public void close() {
        closed = true;
    }
}
