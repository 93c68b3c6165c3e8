// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.worm;

import java.time.Duration;
import java.time.Instant;

/// Time in minutes, where seconds do not matter and there are many of them.
final class Minutes {

    private static final int SECONDS = 60;

    private Minutes() {}

    static int of(Instant at) {
        return (int) (at.getEpochSecond() / SECONDS);
    }

    static int of(Duration span) {
        return (int) Math.min(Integer.MAX_VALUE / 2, span.toMinutes());
    }
}
