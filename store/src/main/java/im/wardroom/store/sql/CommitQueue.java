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
            throw new StoreException("The store is closed.");
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

    /// Waits for something to do. Empty when it is closed and all is taken.
    List<Pending> take(int atMost) {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                changed.awaitUninterruptibly();
            }
            return remove(atMost);
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
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }
}
