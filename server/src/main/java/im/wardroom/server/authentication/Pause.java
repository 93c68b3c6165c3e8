// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.authentication;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Holds back an answer. Blocks its (virtual) thread.
final class Pause {

    private Pause() {}

    static void of(Duration duration) {
        until(System.nanoTime() + duration.toNanos());
    }

    /// @param nanoTime of [System#nanoTime]
    static void until(long nanoTime) {
        for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.interrupted()) {
                throw new IllegalStateException("the server stops");
            }
        }
    }
}
