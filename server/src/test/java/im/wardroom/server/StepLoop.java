// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server;

import im.wardroom.server.stream.Loop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/// A loop without a thread: what it was given runs when the test says so. No time passes.
public final class StepLoop implements Loop {

    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean running;

    /// Runs everything, in order, until nothing is left.
    public void settle() {
        running = true;
        while (!waiting.isEmpty()) {
            waiting.remove().run();
        }
        running = false;
    }

    @Override
    public boolean isCurrent() {
        return running;
    }

    @Override
    public void execute(Runnable task) {
        waiting.add(task);
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        return () -> {};
    }
}
