// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.bosh;

import im.wardroom.server.stream.Loop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/// A loop without a thread: what it was given runs, and time passes, when the test says so.
final class StepLoop implements Loop {

    private record Later(Duration when, Runnable task) {}

    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final List<Later> later = new ArrayList<>();
    private Duration now = Duration.ZERO;
    private boolean running;

    /// Runs everything, in order, until nothing is left.
    void settle() {
        running = true;
        try {
            while (!waiting.isEmpty()) {
                waiting.remove().run();
            }
        } finally {
            running = false;
        }
    }

    void elapse(Duration time) {
        now = now.plus(time);
        List<Later> due = later.stream()
                .filter(timer -> timer.when().compareTo(now) <= 0)
                .sorted(Comparator.comparing(Later::when))
                .toList();
        later.removeAll(due);
        due.forEach(timer -> waiting.add(timer.task()));
        settle();
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
        Later timer = new Later(now.plus(delay), task);
        later.add(timer);
        return () -> later.remove(timer);
    }
}
