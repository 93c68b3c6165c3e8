// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import im.wardroom.store.Change;
import im.wardroom.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says once that changes cannot be written, and once that they can be again: when a change of its own, tried every
/// second, is on disk, and no other failed since the last one. Thread-safe.
///
/// Not every success will do: an empty commit needs no disk, and a nearly full one has room for some changes.
final class Alarm {

    private static final Logger LOG = LoggerFactory.getLogger(Alarm.class);
    private static final Change PROBE = new Change.PutSetting("store.probe", "1".getBytes(StandardCharsets.US_ASCII));

    private final Function<List<Change>, CompletableFuture<Void>> commit;
    private @Nullable Long failingSince;
    private long failures;

    /// @param commit fails once the store is closed
    Alarm(Function<List<Change>, CompletableFuture<Void>> commit) {
        this.commit = commit;
    }

    /// Nothing of a group was kept.
    synchronized void failed(Throwable cause, int batches) {
        failures++;
        if (failingSince == null) {
            failingSince = System.nanoTime();
            LOG.atError().setCause(cause).addKeyValue("batches", batches).log("changes cannot be written");
            probeLater();
        }
    }

    /// How long that is so; empty if all is well.
    synchronized Optional<Duration> failingFor() {
        return Optional.ofNullable(failingSince).map(since -> Duration.ofNanos(System.nanoTime() - since));
    }

    private void probeLater() {
        long before = failures;
        CompletableFuture.runAsync(
                () -> commit.apply(List.of(PROBE)).whenComplete((ok, error) -> probed(before, error)),
                CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS));
    }

    private synchronized void probed(long before, @Nullable Throwable error) {
        if (error instanceof StoreException.Closed) {
            return;
        }
        if (error == null && failures == before) {
            long seconds = failingFor().orElseThrow().toSeconds();
            failingSince = null;
            // As loud as the beginning, so that whoever is told of that is told of this.
            LOG.atError().addKeyValue("seconds", seconds).log("changes can be written again");
        } else {
            probeLater();
        }
    }
}
