// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import im.wardroom.store.StoreException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// What waits for the writer, in the order of the calls, bounded in number and bytes. Many threads offer, one
/// takes.
///
/// Once full it takes nothing until it has drained to half: whoever comes then finds room for more than one
/// call, and those who are told to come later are not told so at every second call.
final class CommitQueue {

    private final int maxBatches;
    private final long maxBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Pending> waiting = new ArrayDeque<>();
    private long bytes;
    private boolean full;
    private boolean closed;
    private boolean woken;

    CommitQueue(int maxBatches, long maxBytes) {
        this.maxBatches = maxBatches;
        this.maxBytes = maxBytes;
    }

    /// Never blocks for longer than another takes to add. A lane that is turned away is closed.
    ///
    /// @throws StoreException if it is full or closed, or the lane is
    void offer(Pending pending) {
        lock.lock();
        try {
            admit(pending);
            waiting.add(pending);
            bytes += pending.bytes();
            changed.signal();
        } catch (StoreException e) {
            // Under the lock, so that nobody of the same lane comes in between.
            if (pending.lane() != null) {
                pending.lane().close();
            }
            throw e;
        } finally {
            lock.unlock();
        }
    }

    private void admit(Pending pending) {
        if (closed) {
            throw new StoreException.Closed("The store is closed.");
        }
        if (pending.lane() != null && !pending.lane().takesMore()) {
            throw Pending.broken();
        }
        // A single batch above the limit is taken alone: refusing it for ever would be no answer.
        full |= waiting.size() >= maxBatches || (!waiting.isEmpty() && bytes + pending.bytes() > maxBytes);
        if (full) {
            throw new StoreException.Overloaded("Too many changes are waiting to be written.");
        }
    }

    /// Waits for something to do. Empty when it is closed and all is taken, when that takes too long, or when somebody
    /// woke it.
    List<Pending> take(int atMost, long nanos) {
        lock.lock();
        try {
            long left = nanos;
            while (waiting.isEmpty() && !closed && !woken && left > 0) {
                left = await(left);
            }
            woken = false;
            return remove(atMost);
        } finally {
            lock.unlock();
        }
    }

    // The thread that takes has no reason to be interrupted: who does it wants it to look around.
    private long await(long nanos) {
        try {
            return changed.awaitNanos(nanos);
        } catch (InterruptedException e) {
            return 0;
        }
    }

    /// There is something else to do than to take.
    void wake() {
        tell(() -> woken = true);
    }

    private void tell(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /// Closed, and all is taken.
    boolean isDone() {
        lock.lock();
        try {
            return closed && waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /// All that waits, without waiting for more.
    List<Pending> drain() {
        lock.lock();
        try {
            return remove(waiting.size());
        } finally {
            lock.unlock();
        }
    }

    private List<Pending> remove(int atMost) {
        List<Pending> taken = new ArrayList<>(Math.min(atMost, waiting.size()));
        while (taken.size() < atMost && !waiting.isEmpty()) {
            Pending pending = waiting.remove();
            bytes -= pending.bytes();
            taken.add(pending);
        }
        full &= waiting.size() > maxBatches / 2 || bytes > maxBytes / 2;
        return taken;
    }

    /// What was accepted can still be taken.
    void close() {
        tell(() -> closed = true);
    }
}
