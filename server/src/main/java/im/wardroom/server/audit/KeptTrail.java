// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.audit;

import im.wardroom.guard.audit.Entry;
import im.wardroom.guard.audit.HeadKey;
import im.wardroom.store.Store;
import im.wardroom.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The audit log in the store. Entries of all threads wait in one bounded queue; one thread gives them their numbers
/// and writes what has come meanwhile in one transaction, with the head over it. When the disk does not take them,
/// they wait and are tried again, and at the bound nothing more is taken. Thread-safe.
public final class KeptTrail implements AuditTrail, AutoCloseable {

    /// How much may wait.
    ///
    /// @param entries of any size
    /// @param characters in all of them
    /// @param patience how long the server waits at its stop for a disk that does not take them
    public record Bounds(int entries, long characters, Duration patience) {
        public static final Bounds DEFAULT = new Bounds(20_000, 16L << 20, Duration.ofSeconds(10));
    }

    /// An entry, when it was noted, and who waits for it.
    record Waiting(Entry entry, Instant at, CompletableFuture<Void> done) {

        private static final int OVERHEAD = 200;

        long size() {
            long size = OVERHEAD + entry.actor().length() + entry.action().length();
            for (Map.Entry<String, String> detail : entry.details().entrySet()) {
                size += detail.getKey().length() + detail.getValue().length();
            }
            return size;
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(KeptTrail.class);
    private static final int AT_ONCE = 500;
    private static final long FIRST_PAUSE = 50;
    private static final long LAST_PAUSE = 5_000;

    private final Clock clock;
    private final Bounds bounds;
    private final Chain chain;
    private final Thread writer;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
    private final Repeats repeats = new Repeats();
    private long characters;
    private long refused;
    private long lost;
    private boolean closed;
    private long giveUpAt = Long.MAX_VALUE;

    private KeptTrail(Chain chain, Clock clock, Bounds bounds) {
        this.chain = chain;
        this.clock = clock;
        this.bounds = bounds;
        this.writer = Thread.ofPlatform().name("wardroom-audit").daemon().unstarted(this::run);
    }

    /// Goes on where the log ends. May block: for long if the tree has to be made anew.
    ///
    /// @throws StoreException if the log cannot be read or goes on from nothing
    public static KeptTrail open(Store store, HeadKey key, Clock clock, Bounds bounds) {
        KeptTrail trail = new KeptTrail(Chain.open(store, key), clock, bounds);
        trail.writer.start();
        return trail;
    }

    /// The number of the last record on disk.
    public long last() {
        return chain.last();
    }

    @Override
    public CompletableFuture<Void> note(Entry entry) {
        Waiting waiting = new Waiting(entry, clock.instant(), new CompletableFuture<>());
        lock.lock();
        try {
            if (closed || isFull(0)) {
                refused++;
                lost++;
                return CompletableFuture.failedFuture(new AuditUnavailable());
            }
            if (entry.kind() == Entry.Kind.SIGN_IN && repeats.takes(entry, waiting.at())) {
                return CompletableFuture.allOf();
            }
            add(waiting);
            return waiting.done();
        } finally {
            lock.unlock();
        }
    }

    private void add(Waiting waiting) {
        queue.add(waiting);
        characters += waiting.size();
        changed.signal();
    }

    /// @param spared a part of the room, one of so many, that is not taken into account
    private boolean isFull(int spared) {
        int entries = spared == 0 ? bounds.entries() : bounds.entries() - bounds.entries() / spared;
        long size = spared == 0 ? bounds.characters() : bounds.characters() - bounds.characters() / spared;
        return queue.size() >= entries || characters >= size;
    }

    @Override
    public void admit() {
        lock.lock();
        try {
            // The last tenth is for what has been done already.
            if (closed || isFull(10)) {
                throw new AuditUnavailable();
            }
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        while (true) {
            List<Waiting> batch = take();
            if (batch.isEmpty()) {
                return;
            }
            write(batch);
        }
    }

    /// What is next, without taking it away: it counts until it is on disk. Empty when all is done.
    private List<Waiting> take() {
        lock.lock();
        try {
            while (true) {
                repeats.due(clock.instant(), closed)
                        .forEach(entry -> add(new Waiting(entry, clock.instant(), new CompletableFuture<>())));
                if (refused > 0 && !isFull(2)) {
                    add(new Waiting(refusals(), clock.instant(), new CompletableFuture<>()));
                    refused = 0;
                }
                if (!queue.isEmpty() || closed) {
                    return queue.stream().limit(AT_ONCE).toList();
                }
                pause();
            }
        } finally {
            lock.unlock();
        }
    }

    private Entry refusals() {
        return Entry.of(
                Entry.Kind.SYSTEM,
                "server",
                "entries-refused",
                Map.of("count", Long.toString(refused), "cause", "too much waited for the disk"));
    }

    // Nobody interrupts the writer; if somebody does, it looks around.
    private void pause() {
        try {
            if (repeats.isEmpty()) {
                changed.await();
            } else {
                var _ = changed.await(1, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            LOG.atDebug().log("the writer of the audit log was woken");
        }
    }

    private void write(List<Waiting> batch) {
        long pause = FIRST_PAUSE;
        while (!isWritten(batch)) {
            if (System.nanoTime() >= giveUpAt()) {
                giveUp(batch);
                return;
            }
            rest(pause);
            pause = Math.min(2 * pause, LAST_PAUSE);
        }
        remove(batch);
        batch.forEach(waiting -> waiting.done().complete(null));
    }

    private boolean isWritten(List<Waiting> batch) {
        try {
            chain.append(batch, clock.instant());
            return true;
        } catch (RuntimeException e) {
            // While the disk fails this is to be expected, and the store has raised its alarm.
            LOG.atWarn()
                    .addKeyValue("waiting", waiting())
                    .addKeyValue("cause", e)
                    .log("the audit log cannot be written; it is tried again");
            return false;
        }
    }

    /// Entries that are not on disk yet.
    public int waiting() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }

    /// Entries that were not taken, or given up, since the start.
    public long lost() {
        lock.lock();
        try {
            return lost;
        } finally {
            lock.unlock();
        }
    }

    private long giveUpAt() {
        lock.lock();
        try {
            return giveUpAt;
        } finally {
            lock.unlock();
        }
    }

    private void rest(long millis) {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(Math.min(millis, closed ? FIRST_PAUSE : millis));
            long end = System.nanoTime() + left;
            boolean wasClosed = closed;
            while (left > 0 && closed == wasClosed) {
                var _ = changed.awaitNanos(left);
                left = end - System.nanoTime();
            }
        } catch (InterruptedException e) {
            LOG.atDebug().log("the writer of the audit log was woken");
        } finally {
            lock.unlock();
        }
    }

    private void remove(List<Waiting> batch) {
        lock.lock();
        try {
            for (Waiting waiting : batch) {
                queue.remove();
                characters -= waiting.size();
            }
        } finally {
            lock.unlock();
        }
    }

    private void giveUp(List<Waiting> batch) {
        List<Waiting> unwritten = new ArrayList<>();
        lock.lock();
        try {
            unwritten.addAll(queue);
            queue.clear();
            lost += unwritten.size();
        } finally {
            lock.unlock();
        }
        LOG.atError().addKeyValue("entries", unwritten.size()).log("the disk did not take the rest of the audit log");
        unwritten.forEach(waiting -> waiting.done().completeExceptionally(new AuditUnavailable()));
    }

    /// Writes what was taken, and takes nothing more. Blocks.
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            giveUpAt = System.nanoTime() + bounds.patience().toNanos();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        boolean interrupted = false;
        while (writer.isAlive()) {
            try {
                writer.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
