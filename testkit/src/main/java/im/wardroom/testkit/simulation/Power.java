// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.simulation;

import java.util.concurrent.Future;

/// Whether one life of the server goes on, and how its tasks wait: while one waits for the disk, others run.
final class Power {

    private final Scheduler scheduler;
    private boolean off;

    Power(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    void cut() {
        off = true;
    }

    boolean isOff() {
        return off;
    }

    /// Lets others run until the future is done.
    ///
    /// @throws PowerCut if the server dies before
    void await(Future<?> future) {
        while (!future.isDone()) {
            if (off) {
                throw new PowerCut();
            }
            if (!scheduler.step()) {
                throw new IllegalStateException("waits for something that nobody will do");
            }
        }
        if (off) {
            throw new PowerCut();
        }
    }
}
