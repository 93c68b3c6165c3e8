// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.packet;

import java.time.Instant;

/// Times as packets have them: microseconds since 1970.
public final class Micros {

    private static final long SECOND = 1_000_000;

    private Micros() {}

    public static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, SECOND), Math.floorMod(micros, SECOND) * 1000);
    }

    /// @throws ArithmeticException if it is too far from 1970
    public static long of(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), SECOND), instant.getNano() / 1000);
    }
}
