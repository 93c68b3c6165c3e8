// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.guarding;

import im.wardroom.guard.Act;
import im.wardroom.guard.Detector;
import im.wardroom.guard.Lately;
import im.wardroom.guard.Mode;
import im.wardroom.guard.Verdict;
import im.wardroom.guard.artefact.Cargo;
import im.wardroom.store.Change;
import im.wardroom.store.GuardRecords;
import im.wardroom.store.GuardRecords.Kind;
import im.wardroom.store.Store;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Stanza;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// Records who sent what kind of thing to whom, without its content, so that a changed policy can be tried on it. It
/// stops nothing. Bounded: what comes faster than the disk takes it is counted and left out. Thread-safe.
final class TrafficLog implements Detector {

    private static final int MOST_WAITING = 100_000;
    private static final int LINES = 20_000;
    private static final int BATCHES_AT_ONCE = 100;
    private static final int PRUNED_AT_ONCE = 1_000;

    private final Store store;
    private final Supplier<Duration> keepFor;
    private final Function<Stanza, Cargo> reader;
    private final Clock clock;
    private final ConcurrentLinkedQueue<String> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final LongAdder leftOut = new LongAdder();
    private long batch;

    /// @param keepFor zero records nothing
    TrafficLog(Store store, Supplier<Duration> keepFor, Function<Stanza, Cargo> reader, Clock clock) {
        this.store = store;
        this.keepFor = keepFor;
        this.reader = reader;
        this.clock = clock;
    }

    @Override
    public Mode mode() {
        return keepFor.get().isZero() ? Mode.OFF : Mode.OBSERVE;
    }

    @Override
    public boolean seesEveryWord() {
        return false;
    }

    @Override
    public Verdict look(Act act) {
        boolean harmless = act.glance().isHarmless();
        Jid repeated = harmless && act.glance().isTalk() ? act.stanza().to() : null;
        Lately recorded = act.origin().note(this, Lately::new);
        // More words within a minute tell nothing more.
        if (repeated != null && recorded.has(repeated, act.at())) {
            return Verdict.PASS;
        }
        String line = TrafficLine.of(act, harmless ? Cargo.NONE : reader.apply(act.stanza()));
        if (line != null) {
            if (repeated != null) {
                recorded.add(repeated, act.at());
            }
            if (count.get() < MOST_WAITING) {
                count.incrementAndGet();
                waiting.add(line);
            } else {
                leftOut.increment();
            }
        }
        return Verdict.PASS;
    }

    /// What has yet to be written.
    int waiting() {
        return count.get();
    }

    /// How much could not be recorded since the start.
    long leftOut() {
        return leftOut.sum();
    }

    /// Writes what waits. To be called every few seconds, by one thread.
    void tick() {
        List<String> lines = new ArrayList<>();
        String line = waiting.poll();
        while (line != null) {
            count.decrementAndGet();
            lines.add(line);
            if (lines.size() == LINES) {
                write(lines);
                lines.clear();
            }
            line = waiting.poll();
        }
        if (!lines.isEmpty()) {
            write(lines);
        }
    }

    private void write(List<String> lines) {
        Instant now = clock.instant();
        String id = now.toEpochMilli() + "-" + batch++;
        var _ = store.commit(List.of(new Change.PutGuardRecord(
                        new GuardRecords.Entry(Kind.TRAFFIC, id, now, Packed.of(String.join("\n", lines))))))
                .exceptionally(failure -> {
                    leftOut.add(lines.size());
                    return null;
                });
    }

    /// Removes what is too old, bit by bit.
    void prune() {
        store.commit(List.of(
                new Change.PruneGuardRecords(Kind.TRAFFIC, clock.instant().minus(keepFor.get()), PRUNED_AT_ONCE)));
    }

    /// Everything after the given time, in order. May block.
    void replay(Instant after, Consumer<String> lines) {
        tick();
        store.commit(List.of()).join();
        Instant from = after;
        List<GuardRecords.Entry> page;
        do {
            page = store.guard().since(Kind.TRAFFIC, from, BATCHES_AT_ONCE);
            for (GuardRecords.Entry entry : page) {
                Packed.lines(entry.content()).forEach(lines);
                from = entry.at();
            }
        } while (page.size() == BATCHES_AT_ONCE);
    }
}
