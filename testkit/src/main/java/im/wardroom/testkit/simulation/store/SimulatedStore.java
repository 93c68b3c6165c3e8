// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.simulation.store;

import im.wardroom.server.stream.Loop;
import im.wardroom.store.Accounts;
import im.wardroom.store.Audit;
import im.wardroom.store.Change;
import im.wardroom.store.Devices;
import im.wardroom.store.Documents;
import im.wardroom.store.GuardRecords;
import im.wardroom.store.Invitations;
import im.wardroom.store.MessageLog;
import im.wardroom.store.Nodes;
import im.wardroom.store.ResumableStreams;
import im.wardroom.store.Settings;
import im.wardroom.store.Store;
import im.wardroom.store.StoreException;
import im.wardroom.store.Tokens;
import im.wardroom.store.Uploads;
import im.wardroom.testkit.simulation.disk.RecordLog;
import im.wardroom.testkit.simulation.disk.SimulatedDisk;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A store in memory with a log on a simulated disk: commits in groups as the real one does, one sync for each, and
/// completes the futures on its writer's loop. Thread-safe.
public final class SimulatedStore implements Store {

    private static final int GROUP = 2_000;
    private static final int QUEUE = 20_000;

    /// What the store needs of the world around it.
    ///
    /// @param writer runs the writing and the syncs
    /// @param syncTime how long the next sync takes
    /// @param futures makes what [#commit] returns
    /// @param durable is told of changes once they would outlive a power cut for certain
    public record Surroundings(
            Loop writer,
            Supplier<Duration> syncTime,
            Supplier<CompletableFuture<Void>> futures,
            Consumer<List<Change>> durable) {}

    /// A call of [#commit] that waits.
    private record Pending(List<Change> changes, CompletableFuture<Void> future, SimulatedLane lane) {
        boolean isBroken() {
            return lane.broken;
        }

        void fail() {
            lane.closed = true;
            lane.broken = true;
        }
    }

    /// A call that was handled, and what became of it.
    private record Handled(Pending pending, @Nullable StoreException refusal) {
        void complete() {
            if (refusal == null) {
                pending.future.complete(null);
            } else {
                pending.future.completeExceptionally(refusal);
            }
        }
    }

    private record Written(List<Change> changes, RecordLog.Place place) {}

    private final SimulatedDisk disk;
    private final Contents contents;
    private final Surroundings surroundings;
    private final RecordLog log;
    private final SimulatedReads reads = new SimulatedReads(this::tables);
    private final SimulatedStreams streams = new SimulatedStreams(this::tables);
    private final Deque<Pending> waiting = new ArrayDeque<>();
    private final List<Handled> group = new ArrayList<>();
    private final Deque<Written> unconfirmed = new ArrayDeque<>();
    private Tables tables = new Tables();
    private Tables next = tables;
    private boolean busy;
    private boolean closed;

    /// Recovers what is on the disk.
    ///
    /// @throws StoreException if the disk fails
    public SimulatedStore(SimulatedDisk disk, Contents contents, Surroundings surroundings) {
        this.disk = disk;
        this.contents = contents;
        this.surroundings = surroundings;
        try {
            List<List<Change>> found = new ArrayList<>();
            log = RecordLog.open(disk, record -> found.add(contents.read(record)));
            for (List<Change> changes : found) {
                tables = tables.with(changes);
                // Opening synced what a killed predecessor had only written.
                surroundings.durable().accept(changes);
            }
        } catch (IOException e) {
            throw new StoreException("The log cannot be opened.", e);
        }
        next = tables;
    }

    private synchronized Tables tables() {
        if (closed) {
            throw new StoreException("The store is closed.");
        }
        return tables;
    }

    @Override
    public CompletableFuture<Void> commit(List<Change> changes) {
        return commit(changes, new SimulatedLane(this));
    }

    @Override
    public Lane lane() {
        return new SimulatedLane(this);
    }

    synchronized CompletableFuture<Void> commit(List<Change> changes, SimulatedLane lane) {
        CompletableFuture<Void> future = surroundings.futures().get();
        if (lane.closed) {
            future.completeExceptionally(new StoreException.Broken("A commit before this one failed."));
        } else if (closed) {
            future.completeExceptionally(new StoreException("The store is closed."));
        } else if (waiting.size() >= QUEUE) {
            lane.closed = true;
            future.completeExceptionally(new StoreException.Overloaded("Too many changes are waiting."));
        } else {
            waiting.add(new Pending(List.copyOf(changes), future, lane));
            if (!busy) {
                busy = true;
                surroundings.writer().execute(this::write);
            }
        }
        return future;
    }

    private void write() {
        List<Handled> refused;
        synchronized (this) {
            if (closed) {
                return;
            }
            if (writeGroup()) {
                surroundings.writer().schedule(surroundings.syncTime().get(), this::sync);
                return;
            }
            refused = takeGroup();
        }
        refused.forEach(Handled::complete);
        goOn();
    }

    /// False if nothing of the group was kept.
    private boolean writeGroup() {
        next = tables;
        while (group.size() < GROUP && !waiting.isEmpty()) {
            group.add(handle(waiting.remove()));
        }
        try {
            for (Handled handled : group) {
                if (handled.refusal() == null) {
                    List<Change> changes = handled.pending().changes();
                    unconfirmed.add(new Written(changes, log.append(contents.record(changes))));
                }
            }
            return true;
        } catch (IOException e) {
            fail(e);
            return false;
        }
    }

    private Handled handle(Pending pending) {
        if (pending.isBroken()) {
            return new Handled(pending, new StoreException.Broken("A commit before this one failed."));
        }
        try {
            next = next.with(pending.changes());
            return new Handled(pending, null);
        } catch (StoreException e) {
            pending.fail();
            return new Handled(pending, e);
        }
    }

    private void fail(IOException cause) {
        log.rewind();
        unconfirmed.clear();
        StoreException failure = new StoreException("The changes could not be written to disk.", cause);
        group.forEach(handled -> handled.pending().fail());
        group.replaceAll(handled -> new Handled(handled.pending(), failure));
    }

    private void sync() {
        List<Handled> done;
        synchronized (this) {
            if (closed) {
                return;
            }
            done = syncGroup();
        }
        done.forEach(Handled::complete);
        goOn();
    }

    /// What became of each call of the group, which is empty then.
    private List<Handled> syncGroup() {
        try {
            log.sync();
            tables = next;
        } catch (IOException e) {
            fail(e);
        }
        while (!unconfirmed.isEmpty() && isDurable(unconfirmed.peek().place())) {
            surroundings.durable().accept(unconfirmed.remove().changes());
        }
        return takeGroup();
    }

    private List<Handled> takeGroup() {
        List<Handled> taken = List.copyOf(group);
        group.clear();
        return taken;
    }

    private boolean isDurable(RecordLog.Place place) {
        return disk.isDurable(place.offset(), place.length());
    }

    private synchronized void goOn() {
        busy = !waiting.isEmpty();
        if (busy) {
            surroundings.writer().execute(this::write);
        }
    }

    @Override
    public void close() {
        List<Handled> done = new ArrayList<>();
        synchronized (this) {
            if (closed) {
                return;
            }
            // In one step: a writer that came between would find its group written twice.
            if (!group.isEmpty()) {
                done.addAll(syncGroup());
            }
            while (!waiting.isEmpty()) {
                done.addAll(writeGroup() ? syncGroup() : takeGroup());
            }
            closed = true;
        }
        done.forEach(Handled::complete);
    }

    /// The faults of the simulated disk raise no alarm.
    @Override
    public Optional<Duration> failingFor() {
        return Optional.empty();
    }

    @Override
    public Accounts accounts() {
        return reads;
    }

    @Override
    public MessageLog messages() {
        return reads;
    }

    @Override
    public ResumableStreams streams() {
        return streams;
    }

    @Override
    public Documents documents() {
        return reads;
    }

    @Override
    public Nodes nodes() {
        return reads;
    }

    @Override
    public Tokens tokens() {
        return reads;
    }

    @Override
    public Devices devices() {
        return reads;
    }

    @Override
    public Invitations invitations() {
        return reads;
    }

    @Override
    public Uploads uploads() {
        throw new UnsupportedOperationException("nothing is uploaded in the simulation");
    }

    @Override
    public GuardRecords guard() {
        throw new UnsupportedOperationException("nothing is guarded in the simulation");
    }

    @Override
    public Audit audit() {
        return new SimulatedAudit(this::tables);
    }

    @Override
    public Settings settings() {
        return reads;
    }
}
