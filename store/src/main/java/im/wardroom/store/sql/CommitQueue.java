// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import im.wardroom.store.StoreException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// What waits for the writer, in the order of the calls, bounded in number and bytes. Many threads offer, one takes.
final class CommitQueue {

    private final int maxBatches;
    private final long maxBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Pending> waiting = new ArrayDeque<>();
    private long bytes;
    private boolean closed;

    CommitQueue(int maxBatches, long maxBytes) {
        this.maxBatches = maxBatches;
        this.maxBytes = maxBytes;
    }

    /// Never blocks for longer than another takes to add.
    ///
    /// @throws StoreException if it is full or closed
    void offer(Pending pending) {
        lock.lock();
        try {
            if (closed) {
                throw new StoreException("The store is closed.");
            }
            // A single batch above the limit is taken alone: refusing it for ever would be no answer.
            if (waiting.size() >= maxBatches || (!waiting.isEmpty() && bytes + pending.bytes() > maxBytes)) {
                throw new StoreException.Overloaded("Too many changes are waiting to be written.");
            }
            waiting.add(pending);
            bytes += pending.bytes();
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /// Waits for something to do. Empty when it is closed and all is taken.
    List<Pending> take(int atMost) {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                changed.awaitUninterruptibly();
            }
            List<Pending> taken = new ArrayList<>(Math.min(atMost, waiting.size()));
            while (taken.size() < atMost && !waiting.isEmpty()) {
                Pending pending = waiting.remove();
                bytes -= pending.bytes();
                taken.add(pending);
            }
            return taken;
        } finally {
            lock.unlock();
        }
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
