// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.delivery;

import im.wardroom.server.stream.Loop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Lets what may wait for a moment happen together: what many accounts keep then, costs one sync. Belongs to its loop.
final class Ticker {

    private final Loop loop;
    private final Duration atLatest;
    private List<Runnable> waiting = new ArrayList<>();

    /// @param atLatest after which everything runs
    Ticker(Loop loop, Duration atLatest) {
        this.loop = loop;
        this.atLatest = atLatest;
    }

    /// Runs the task with all the others that wait now.
    void soon(Runnable task) {
        if (waiting.isEmpty()) {
            loop.schedule(atLatest, this::run);
        }
        waiting.add(task);
    }

    private void run() {
        List<Runnable> due = waiting;
        waiting = new ArrayList<>(due.size());
        due.forEach(Runnable::run);
    }
}
