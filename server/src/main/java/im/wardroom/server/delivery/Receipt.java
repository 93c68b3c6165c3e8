// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.delivery;

import im.wardroom.store.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Counts what a stanza still asks for; when nothing is left, all of it is on disk and on its way. It carries what the
/// stanza's sender wants kept to whoever keeps something because of the stanza first, so that both are on disk or
/// neither. Thread-safe.
public final class Receipt {

    /// For stanzas that nobody waits for.
    public static final Receipt NONE =
            new Receipt(new Sequence(), changes -> new CompletableFuture<>(), () -> {}, e -> {});

    /// Told of a receipt that could not be fulfilled.
    @FunctionalInterface
    public interface Failure {
        void failed(Throwable cause);
    }

    /// What is kept with the first commit that a stanza causes.
    ///
    /// @param changes may be empty
    /// @param outcome completes with that commit
    record Luggage(List<Change> changes, CompletableFuture<Void> outcome) {
        static final Luggage NOTHING = new Luggage(List.of(), new CompletableFuture<>());
    }

    /// What the receipts of one stream share: once one of them failed, those after it ask for nothing any more, or
    /// what they ask for would come ahead of what was lost. Thread-safe.
    public static final class Sequence {
        private volatile boolean broken;
    }

    private final Sequence sequence;
    private final Function<List<Change>, CompletableFuture<Void>> commit;
    private final Runnable fulfilled;
    private final Failure failure;
    private boolean promised = true;
    private int open = 1;
    private @Nullable Change note;
    private Runnable unnoted = () -> {};
    private List<Change> carried = new ArrayList<>(1);
    private CompletableFuture<Void> outcome = new CompletableFuture<>();

    /// @param commit keeps what nobody took along
    /// @param fulfilled runs once, on any thread, if everything was done
    /// @param failure runs on any thread for each part that could not be done; `fulfilled` will not run then
    /// @param sequence of the stanzas before and after
    public Receipt(
            Sequence sequence,
            Function<List<Change>, CompletableFuture<Void>> commit,
            Runnable fulfilled,
            Failure failure) {
        this.sequence = sequence;
        this.commit = commit;
        this.fulfilled = fulfilled;
        this.failure = failure;
    }

    /// Goes with the first commit, but is no reason for one.
    ///
    /// @param without runs before the receipt is fulfilled if there was none, on any thread
    public synchronized Receipt noting(Change change, Runnable without) {
        note = change;
        unnoted = without;
        return this;
    }

    /// The sender will never hear that the server has it, so what it causes may be kept a moment later. Before it is
    /// handed on.
    public Receipt unpromised() {
        promised = false;
        return this;
    }

    /// Completes when the changes are kept.
    synchronized CompletableFuture<Void> carry(List<Change> changes) {
        if (this == NONE) {
            throw new IllegalStateException("what nobody waits for cannot carry changes");
        }
        carried.addAll(changes);
        return outcome;
    }

    /// What the next commit takes along.
    ///
    /// @param own whether there is one anyway
    synchronized Luggage take(boolean own) {
        if (carried.isEmpty() && !own || carried.isEmpty() && note == null) {
            return Luggage.NOTHING;
        }
        List<Change> changes = carried;
        if (note != null) {
            changes.add(note);
        }
        Luggage taken = new Luggage(changes, outcome);
        note = null;
        carried = new ArrayList<>(1);
        outcome = new CompletableFuture<>();
        return taken;
    }

    /// One part more.
    public void retain() {
        if (this != NONE) {
            synchronized (this) {
                open++;
            }
        }
    }

    /// One part is done. What nobody took along is kept on its own: at the end, or when the only part left is the one
    /// that waits for it.
    public void release() {
        if (this == NONE) {
            return;
        }
        boolean last;
        boolean noted;
        Luggage left;
        synchronized (this) {
            open--;
            last = open == 0;
            left = last || open == 1 && !carried.isEmpty() ? take(false) : Luggage.NOTHING;
            noted = note == null;
        }
        if (!left.changes().isEmpty()) {
            commit.apply(left.changes()).whenComplete((ok, error) -> settle(left, error, last));
        } else if (last) {
            if (!noted) {
                unnoted.run();
            }
            fulfilled.run();
        }
    }

    private void settle(Luggage left, @Nullable Throwable error, boolean last) {
        if (error != null) {
            left.outcome().completeExceptionally(error);
            fail(error);
            return;
        }
        left.outcome().complete(null);
        if (last) {
            fulfilled.run();
        }
    }

    /// True if the sender will be told that the server has it.
    public boolean isPromised() {
        return this != NONE && promised;
    }

    /// True if a stanza before this one was lost: nothing is to be done for it.
    boolean isVoid() {
        return sequence.broken;
    }

    /// One part cannot be done: never fulfilled, and what nobody took along yet is not kept. Whoever waits for that
    /// goes on.
    public void fail(Throwable cause) {
        if (this != NONE) {
            sequence.broken = true;
            drop().completeExceptionally(cause);
        }
        failure.failed(cause);
    }

    private synchronized CompletableFuture<Void> drop() {
        CompletableFuture<Void> waiting = outcome;
        note = null;
        carried = new ArrayList<>(1);
        outcome = new CompletableFuture<>();
        return waiting;
    }
}
