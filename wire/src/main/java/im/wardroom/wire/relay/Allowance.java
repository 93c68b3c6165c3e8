// SPDX-License-Identifier: Apache-2.0
package im.wardroom.wire.relay;

import java.util.concurrent.TimeUnit;

/// How fast bytes may pass: so many a second, with a second's worth at once. Thread-safe.
final class Allowance {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final long bytesPerSecond;

    /// When all that has passed would have passed at an even pace.
    private long paidUntil;

    Allowance(long bytesPerSecond, long now) {
        this.bytesPerSecond = bytesPerSecond;
        this.paidUntil = now - SECOND;
    }

    /// These bytes have come.
    ///
    /// @return for how many nanoseconds none must come now; 0 or less for none
    synchronized long pass(int bytes, long now) {
        if (paidUntil - (now - SECOND) < 0) {
            paidUntil = now - SECOND;
        }
        paidUntil += bytes * SECOND / bytesPerSecond;
        return paidUntil - now;
    }
}
