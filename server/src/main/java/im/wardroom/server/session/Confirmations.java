// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.session;

import im.wardroom.server.account.Command;
import im.wardroom.server.account.SessionId;
import im.wardroom.server.delivery.Receipt;
import im.wardroom.server.stream.Loop;
import im.wardroom.store.Change;
import im.wardroom.store.StreamKey;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Tells the store how far a stream is, so that a client that resumes it after a crash hears of no less than it heard
/// before. It does not count itself: [StreamManagement] does. Belongs to the session; [#key] may be read from any
/// thread.
final class Confirmations {

    /// Stanzas of a client after which the store is told how far it is.
    private static final int CONFIRM_EVERY = 100;

    private final SessionId session;
    private final Loop home;
    private final Consumer<Command> account;
    private final Function<Change, CompletableFuture<Void>> store;
    private final Consumer<Throwable> lost;
    private volatile @Nullable StreamKey key;
    private long confirmed;
    private boolean countIsAhead;
    private CompletableFuture<Void> countKept = CompletableFuture.completedFuture(null);

    /// @param account settles what the client has, and confirms the count in its own time
    /// @param store keeps the count now
    /// @param lost is told that the count could not be kept
    Confirmations(
            SessionId session,
            Loop home,
            Consumer<Command> account,
            Function<Change, CompletableFuture<Void>> store,
            Consumer<Throwable> lost) {
        this.session = session;
        this.home = home;
        this.account = account;
        this.store = store;
        this.lost = lost;
    }

    /// The stream can be resumed from now on.
    ///
    /// @param handled the store knows already that all of the client's stanzas up to this number are done
    void begin(StreamKey stream, long handled) {
        key = stream;
        confirmed = handled;
    }

    /// Null unless the client may resume its stream.
    @Nullable
    StreamKey key() {
        return key;
    }

    /// Has it noted that the client's stanza of this number is done, together with what the stanza asks for.
    void note(Receipt receipt, long number) {
        StreamKey stream = key;
        if (stream != null) {
            receipt.noting(new Change.Handled(stream, number), () -> home.run(() -> countIsAhead = true));
        }
    }

    /// One more of the client's stanzas is done.
    void handled(StreamManagement current) {
        if (key != null && isDue(current.handledSoFar())) {
            settled(current, List.of());
        }
    }

    /// The client has these logged messages.
    void settled(StreamManagement current, List<Long> numbers) {
        long handled = current.handledSoFar();
        if (!numbers.isEmpty() || isDue(handled)) {
            confirmed = handled;
            account.accept(new Command.Settled(session, numbers, handled, current.acknowledgedSoFar()));
        }
    }

    private boolean isDue(long handled) {
        return handled - confirmed >= CONFIRM_EVERY;
    }

    /// A client that resumes after a crash must not hear of less than it heard before: stanzas that left nothing on
    /// disk are noted before they are told to be done. One after the other: what is told never runs back.
    ///
    /// @param then runs in any case, and after `lost` if the count was not kept
    void onceKept(@Nullable StreamManagement current, Runnable then) {
        StreamKey stream = key;
        if (countIsAhead && current != null && stream != null) {
            countIsAhead = false;
            // What the client has is for the account to say, together with its cursor: else a crash could leave
            // messages that are known to be sent no more, and not known to be there.
            Change count = new Change.Confirm(stream, current.handledSoFar(), 0);
            countKept = CompletableFuture.allOf(countKept, store.apply(count));
        }
        countKept = countKept.whenComplete((ok, error) -> home.run(() -> {
            if (error != null) {
                lost.accept(error);
            }
            then.run();
        }));
    }
}
