// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.flood;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;

/// Which senders are refused while the server as a whole has too much to do: those with the most recent refusals
/// first, and fewer of them once there is room again. Who was never refused or slowed down always passes. Thread-safe.
final class Shedding {

    private static final long STEP_MICROS = 250_000;
    private static final double TIGHTER = 0.7;
    private static final double LOOSER = 1.3;
    private static final double LEAST = 3;
    private static final double NOBODY = 1_000;

    private static final double HURRY = 0.3;

    /// Long enough that a flood does not come back in waves.
    private static final long HURRY_MICROS = 10_000_000;

    private static final long DISTRUST_MICROS = 300_000_000;

    private final DoubleSupplier strain;
    private final AtomicLong next = new AtomicLong();
    private volatile double threshold = NOBODY;
    private volatile long hurriesUntil;

    /// @param strain how busy the server is; more than 1 is too busy
    Shedding(DoubleSupplier strain) {
        this.strain = strain;
    }

    /// The server has had too much to do until a moment ago.
    boolean isUnderWay() {
        return threshold < NOBODY;
    }

    /// It came late to its work in the last seconds, though nobody need have noticed.
    boolean isInAHurry(long now) {
        if (strain.getAsDouble() > HURRY) {
            hurriesUntil = now + HURRY_MICROS;
        }
        return now < hurriesUntil;
    }

    /// It was so in the last minutes: those who pushed then are not trusted yet.
    boolean wasInAHurry(long now) {
        return now < hurriesUntil + DISTRUST_MICROS;
    }

    /// Looks now and then how busy the server is; to be called often.
    void look(long now) {
        long due = next.get();
        if (now >= due && next.compareAndSet(due, now + STEP_MICROS)) {
            boolean busy = strain.getAsDouble() > 1;
            threshold = Math.clamp(threshold * (busy ? TIGHTER : LOOSER), LEAST, NOBODY);
        }
    }

    boolean sheds(double heat) {
        double current = threshold;
        return current < NOBODY && heat >= current;
    }
}
