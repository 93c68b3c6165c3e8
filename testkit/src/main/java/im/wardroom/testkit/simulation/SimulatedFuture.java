// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.simulation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// A future of the store. Whoever waits for it lets the others run meanwhile, as there is one thread only.
final class SimulatedFuture<T> extends CompletableFuture<T> {

    private final Power power;

    SimulatedFuture(Power power) {
        this.power = power;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new SimulatedFuture<>(power);
    }

    @Override
    public T join() {
        power.await(this);
        return super.join();
    }

    @Override
    public T get() throws InterruptedException, ExecutionException {
        power.await(this);
        return super.get();
    }
}
