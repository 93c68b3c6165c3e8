// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.simulation.store;

import im.wardroom.store.Change;
import im.wardroom.store.Store;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// A sequence of commits, and whether one of them failed. The marks are guarded by the store's lock.
final class SimulatedLane implements Store.Lane {

    private final SimulatedStore store;

    /// Nothing more is taken.
    boolean closed;

    /// What was taken is not tried any more.
    boolean broken;

    SimulatedLane(SimulatedStore store) {
        this.store = store;
    }

    @Override
    public CompletableFuture<Void> commit(List<Change> changes) {
        return store.commit(changes, this);
    }
}
