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
    public static final Receipt NONE = new Receipt(changes -> new CompletableFuture<>(), () -> {}, e -> {});

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

    private final Function<List<Change>, CompletableFuture<Void>> commit;
    private final Runnable fulfilled;
    private final Failure failure;
    private int open = 1;
    private @Nullable Change note;
    private List<Change> carried = new ArrayList<>(1);
    private CompletableFuture<Void> outcome = new CompletableFuture<>();

    /// @param commit keeps what nobody took along
    /// @param fulfilled runs once, on any thread, if everything was done
    /// @param failure runs on any thread for each part that could not be done; `fulfilled` will not run then
    public Receipt(Function<List<Change>, CompletableFuture<Void>> commit, Runnable fulfilled, Failure failure) {
        this.commit = commit;
        this.fulfilled = fulfilled;
        this.failure = failure;
    }

    /// Goes with the first commit, but is no reason for one.
    public synchronized Receipt noting(Change change) {
        note = change;
        return this;
    }

    /// Completes when the change is kept.
    synchronized CompletableFuture<Void> carry(Change change) {
        if (this == NONE) {
            throw new IllegalStateException("what nobody waits for cannot carry a change");
        }
        carried.add(change);
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

    /// One part is done.
    public void release() {
        if (this != NONE && isLast()) {
            Luggage left = take(false);
            if (left.changes().isEmpty()) {
                fulfilled.run();
            } else {
                commit.apply(left.changes()).whenComplete((ok, error) -> settle(left, error));
            }
        }
    }

    private synchronized boolean isLast() {
        return --open == 0;
    }

    private void settle(Luggage left, @Nullable Throwable error) {
        if (error == null) {
            left.outcome().complete(null);
            fulfilled.run();
        } else {
            left.outcome().completeExceptionally(error);
            fail(error);
        }
    }

    /// One part cannot be done: never fulfilled.
    public void fail(Throwable cause) {
        failure.failed(cause);
    }
}
