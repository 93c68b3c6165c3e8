// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.stream;

import java.time.Duration;
import java.util.concurrent.Executor;

/// A single thread that runs tasks in order and never blocks: an event loop, or a simulated one.
public interface Loop extends Executor {

    /// True on the loop's own thread.
    boolean isCurrent();

    /// Runs the task on this loop after the delay, unless it is cancelled first.
    Timer schedule(Duration delay, Runnable task);

    /// Runs the task at once if this is the loop's thread, and later otherwise.
    default void run(Runnable task) {
        if (isCurrent()) {
            task.run();
        } else {
            execute(task);
        }
    }

    /// Runs the task on this loop when all whose turn it is before have had one: later than [#execute] while there is
    /// more to do for clients than time.
    default void executeInTurn(Runnable task) {
        execute(task);
    }

    /// A task that waits for its time.
    interface Timer {
        void cancel();
    }
}
