// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import im.wardroom.store.StoreException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A bounded number of connections that read. Each read sees one consistent state, with everything whose commit
/// had completed. Thread-safe.
///
/// The driver works in native code and so holds the carrier of a virtual thread: the bound is also the number of
/// carriers that can be held.
final class Readers implements AutoCloseable {

    @FunctionalInterface
    interface Reading<T> {
        T read(Sql sql) throws SQLException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(Readers.class);

    private final Backend backend;
    private final int count;
    private final Duration wait;
    private final Semaphore permits;
    private final ConcurrentLinkedDeque<Sql> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    Readers(Backend backend, int count, Duration wait) {
        this.backend = backend;
        this.count = count;
        this.wait = wait;
        this.permits = new Semaphore(count, true);
    }

    /// May block.
    ///
    /// @throws StoreException if the database cannot be read, or no connection is free in time
    <T> T read(Reading<T> reading) {
        acquire();
        try {
            return readWithAny(reading);
        } catch (SQLException e) {
            throw new StoreException("The store could not be read.", e);
        } finally {
            permits.release();
        }
    }

    /// A connection that was lost while nobody used it is no reason to fail.
    private <T> T readWithAny(Reading<T> reading) throws SQLException {
        @Nullable Sql free = idle.poll();
        if (free == null) {
            return readWith(backend.reader(), reading);
        }
        try {
            return readWith(free, reading);
        } catch (SQLException e) {
            if (!backend.isLost(e)) {
                throw e;
            }
            idle.forEach(Readers::discard);
            idle.clear();
            return readWith(backend.reader(), reading);
        }
    }

    private <T> T readWith(Sql sql, Reading<T> reading) throws SQLException {
        boolean healthy = false;
        try {
            T result = reading.read(sql);
            sql.connection().commit();
            healthy = true;
            return result;
        } finally {
            if (healthy) {
                idle.push(sql);
            } else {
                discard(sql);
            }
        }
    }

    private void acquire() {
        try {
            if (!permits.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new StoreException.Overloaded("Too many reads are waiting.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("Interrupted while waiting to read.", e);
        }
        if (closed) {
            permits.release();
            throw new StoreException("The store is closed.");
        }
    }

    private static void discard(Sql sql) {
        try {
            sql.close();
        } catch (SQLException e) {
            LOG.atWarn().setCause(e).log("a reading connection did not close");
        }
    }

    /// Waits for the reads that run. May block.
    @Override
    public void close() {
        closed = true;
        permits.acquireUninterruptibly(count);
        idle.forEach(Readers::discard);
        idle.clear();
        permits.release(count);
    }
}
