// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app;

import im.wardroom.server.retention.Pruning;
import im.wardroom.store.StoreException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has the archives pruned at regular intervals. Thread-safe.
final class PruningSchedule implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PruningSchedule.class);
    private static final int PATIENCE_SECONDS = 10;

    private final Pruning pruning;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("pruning").factory());

    private PruningSchedule(Pruning pruning) {
        this.pruning = pruning;
    }

    static PruningSchedule start(Pruning pruning, Duration every) {
        PruningSchedule schedule = new PruningSchedule(pruning);
        long millis = every.toMillis();
        var _ = schedule.executor.scheduleWithFixedDelay(schedule::run, millis, millis, TimeUnit.MILLISECONDS);
        return schedule;
    }

    /// What could not be done now is done the next time.
    private void run() {
        try {
            pruning.run(false);
        } catch (StoreException e) {
            LOG.atWarn().addKeyValue("cause", e.toString()).log("archives could not be pruned");
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("archives could not be pruned");
        }
    }

    /// Waits for the step that is going on. May block for some seconds.
    @Override
    public void close() {
        pruning.stop();
        executor.shutdown();
        try {
            if (!executor.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.atWarn().log("pruning does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
