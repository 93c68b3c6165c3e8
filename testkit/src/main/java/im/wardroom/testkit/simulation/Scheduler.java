// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Decides what happens next: among all strands with something to do it lets one run one task, at random. Time passes
/// with each task, and jumps to the next timer when nothing else is to be done. One thread.
final class Scheduler {

    private static final int MAX_TASK_NANOS = 20_000;

    /// Something that waits for its time.
    static final class Timed {
        private final long at;
        private final long order;
        private final Strand strand;
        private final Runnable task;
        private boolean cancelled;

        private Timed(long at, long order, Strand strand, Runnable task) {
            this.at = at;
            this.order = order;
            this.strand = strand;
            this.task = task;
        }

        void cancel() {
            cancelled = true;
        }
    }

    /// Something that happens before a certain step, whatever is going on then.
    private record Alarm(long step, Runnable action) {}

    private final Random random;
    private final Trace trace;
    private final List<Strand> ready = new ArrayList<>();
    private final PriorityQueue<Timed> timers =
            new PriorityQueue<>(Comparator.<Timed>comparingLong(t -> t.at).thenComparingLong(t -> t.order));
    private final PriorityQueue<Alarm> alarms = new PriorityQueue<>(Comparator.comparingLong(Alarm::step));
    private long now;
    private long order;
    private long steps;
    private @Nullable Strand running;

    Scheduler(Random random, Trace trace) {
        this.random = random;
        this.trace = trace;
    }

    /// Time since the beginning.
    long nanos() {
        return now;
    }

    /// Tasks that ran so far.
    long steps() {
        return steps;
    }

    boolean isRunning(Strand strand) {
        return running == strand;
    }

    void execute(Strand strand, Runnable task) {
        strand.add(task);
        if (strand.place < 0 && strand.size() > 0) {
            strand.place = ready.size();
            ready.add(strand);
        }
    }

    Timed schedule(Strand strand, Duration delay, Runnable task) {
        Timed timed = new Timed(now + delay.toNanos(), order++, strand, task);
        timers.add(timed);
        return timed;
    }

    void beforeStep(long step, Runnable action) {
        alarms.add(new Alarm(step, action));
    }

    /// Runs one task; false if there is nothing to do, now or ever.
    boolean step() {
        while (!alarms.isEmpty() && alarms.peek().step() <= steps) {
            alarms.remove().action().run();
        }
        Strand strand = next();
        if (strand == null) {
            return false;
        }
        Runnable task = strand.take();
        if (strand.size() == 0) {
            unready(strand);
        }
        if (task != null) {
            run(strand, task);
        }
        return true;
    }

    private @Nullable Strand next() {
        ripen();
        while (ready.isEmpty()) {
            Timed first = timers.peek();
            if (first == null) {
                return null;
            }
            now = Math.max(now, first.at);
            ripen();
        }
        return ready.get(ready.size() == 1 ? 0 : random.nextInt(ready.size()));
    }

    private void ripen() {
        for (Timed first = timers.peek(); first != null && first.at <= now; first = timers.peek()) {
            timers.remove();
            if (!first.cancelled && !first.strand.hasEnded()) {
                execute(first.strand, first.task);
            }
        }
    }

    private void unready(Strand strand) {
        Strand last = ready.removeLast();
        if (last != strand) {
            ready.set(strand.place, last);
            last.place = strand.place;
        }
        strand.place = -1;
    }

    private void run(Strand strand, Runnable task) {
        steps++;
        now += random.nextInt(MAX_TASK_NANOS);
        trace.step(strand.name, now);
        Strand outer = running;
        running = strand;
        try {
            task.run();
        } catch (PowerCut e) {
            // It was waiting for the disk when the server died.
            trace.note(strand.name, "died");
        } finally {
            running = outer;
        }
    }
}
