// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.scanner;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Keeps away from a scanner that fails, and tries it again with one question after a while. Thread-safe.
final class Breaker {

    private final Clock clock;
    private int failures;
    private @Nullable Instant openUntil;
    private boolean trying;

    Breaker(Clock clock) {
        this.clock = clock;
    }

    /// Whether the scanner may be asked now; if so, [#succeeded] or [#failed] follows.
    synchronized boolean admits() {
        if (openUntil == null) {
            return true;
        }
        if (trying || clock.instant().isBefore(openUntil)) {
            return false;
        }
        trying = true;
        return true;
    }

    synchronized boolean isOpen() {
        return openUntil != null;
    }

    /// @return whether it was open until now
    synchronized boolean succeeded() {
        boolean wasOpen = openUntil != null;
        failures = 0;
        openUntil = null;
        trying = false;
        return wasOpen;
    }

    /// @param most failures one after the other, for it to open
    /// @return whether it opens with this one
    synchronized boolean failed(int most, Duration pause) {
        trying = false;
        failures++;
        if (openUntil == null && failures < most) {
            return false;
        }
        boolean opens = openUntil == null;
        openUntil = clock.instant().plus(pause);
        return opens;
    }
}
