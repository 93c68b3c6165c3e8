// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// Tasks that run one after the other, in order: a loop, one direction of a connection, a person. Belongs to the
/// scheduler.
final class Strand {

    final String name;
    private final Deque<Runnable> tasks = new ArrayDeque<>(4);
    private boolean ended;

    /// Its place among those that have something to do, or -1. For the scheduler.
    int place = -1;

    Strand(String name) {
        this.name = name;
    }

    void add(Runnable task) {
        if (!ended) {
            tasks.add(task);
        }
    }

    @Nullable
    Runnable take() {
        return tasks.poll();
    }

    int size() {
        return tasks.size();
    }

    /// Drops all tasks but the first few.
    void keepOnly(int first) {
        while (tasks.size() > first) {
            tasks.removeLast();
        }
    }

    /// Nothing of it ever runs again.
    void end() {
        ended = true;
        tasks.clear();
    }

    boolean hasEnded() {
        return ended;
    }
}
