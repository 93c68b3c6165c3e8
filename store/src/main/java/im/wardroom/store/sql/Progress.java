// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import im.wardroom.store.StoreException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// How far the journal is applied. Readers ask for more and wait, the writer tells. Thread-safe.
final class Progress {

    private final Duration wait;
    private final Runnable wake;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long applied;
    private long asked;
    private long failures;
    private @Nullable Throwable failure;

    /// @param wake tells the writer that somebody waits
    Progress(Duration wait, Runnable wake) {
        this.wait = wait;
        this.wake = wake;
    }

    /// Waits until this row is in the tables. May block.
    ///
    /// @throws StoreException if it does not come there, or not in time
    void await(long row) {
        lock.lock();
        try {
            if (applied >= row) {
                return;
            }
            asked = Math.max(asked, row);
            wake.run();
            long before = failures;
            long left = wait.toNanos();
            while (applied < row) {
                if (failures != before) {
                    throw new StoreException(
                            "What is to be read cannot be written to its table.", Objects.requireNonNull(failure));
                }
                if (left <= 0) {
                    throw new StoreException.Overloaded("What is to be read is not in its table in time.");
                }
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("Interrupted while waiting to read.", e);
        } finally {
            lock.unlock();
        }
    }

    boolean isAsked() {
        lock.lock();
        try {
            return asked > applied;
        } finally {
            lock.unlock();
        }
    }

    /// All up to this row is in the tables.
    void applied(long row) {
        lock.lock();
        try {
            applied = Math.max(applied, row);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Nobody who waits now gets what he waits for.
    void failed(Throwable cause) {
        lock.lock();
        try {
            failures++;
            failure = cause;
            asked = applied;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
