// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import im.wardroom.store.Change;
import im.wardroom.store.Store;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Remembers whether a commit of this sequence failed. Thread-safe.
///
/// There are two marks because a commit that is refused at the door of the queue must not take those with it
/// that are in the queue already: they were made before it.
final class WriteLane implements Store.Lane {

    private final Committing committing;
    private volatile boolean closed;
    private volatile boolean broken;

    /// Where the commits go.
    @FunctionalInterface
    interface Committing {
        CompletableFuture<Void> commit(List<Change> changes, WriteLane lane);
    }

    WriteLane(Committing committing) {
        this.committing = committing;
    }

    @Override
    public CompletableFuture<Void> commit(List<Change> changes) {
        return committing.commit(changes, this);
    }

    /// A commit was not taken: none is from now on.
    void close() {
        closed = true;
    }

    /// A commit was not written: none is from now on, nor are those that wait.
    void fail() {
        closed = true;
        broken = true;
    }

    boolean takesMore() {
        return !closed;
    }

    boolean isBroken() {
        return broken;
    }
}
