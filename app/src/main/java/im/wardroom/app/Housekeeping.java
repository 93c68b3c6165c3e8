// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app;

import im.wardroom.store.Change;
import im.wardroom.store.Store;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Removes what has expired, a little every minute, so that nobody ever waits for it.
final class Housekeeping implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    private static final int AT_ONCE = 500;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("housekeeping").factory());

    Housekeeping(Store store, Clock clock) {
        var _ = timer.scheduleWithFixedDelay(() -> purge(store, clock), 1, 1, TimeUnit.MINUTES);
    }

    static void purge(Store store, Clock clock) {
        var _ = store.commit(List.of(new Change.PurgeExpired(clock.instant(), AT_ONCE)))
                .exceptionally(failure -> {
                    // The next minute is as good.
                    LOG.atDebug().setCause(failure).log("what has expired could not be removed");
                    return null;
                });
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
