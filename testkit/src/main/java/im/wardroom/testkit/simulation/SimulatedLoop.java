// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.simulation;

import im.wardroom.server.stream.Loop;
import java.time.Duration;

/// A loop of the server that has no thread: the scheduler says when its next task runs.
final class SimulatedLoop implements Loop {

    private final Scheduler scheduler;
    private final Strand strand;

    SimulatedLoop(Scheduler scheduler, String name) {
        this.scheduler = scheduler;
        this.strand = new Strand(name);
    }

    @Override
    public boolean isCurrent() {
        return scheduler.isRunning(strand);
    }

    @Override
    public void execute(Runnable task) {
        scheduler.execute(strand, task);
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        return scheduler.schedule(strand, delay, task)::cancel;
    }

    void end() {
        strand.end();
    }
}
