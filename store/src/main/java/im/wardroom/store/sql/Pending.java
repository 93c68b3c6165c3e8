// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import im.wardroom.store.Change;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// One call of `commit` that waits for the writer.
///
/// @param bytes about how much memory it holds
record Pending(List<Change> changes, long bytes, CompletableFuture<Void> future) {

    /// What a change holds beside its contents, roughly.
    private static final long OVERHEAD = 200;

    Pending {
        changes = List.copyOf(changes);
    }

    static Pending of(List<Change> changes) {
        return new Pending(
                changes, changes.stream().mapToLong(Pending::size).sum() + OVERHEAD, new CompletableFuture<>());
    }

    private static long size(Change change) {
        return OVERHEAD
                + switch (change) {
                    case Change.AppendMessage append -> append.stanza().length;
                    case Change.PutDocument put -> put.value().length;
                    case Change.PutRequest put -> put.presence().length;
                    case Change.PutSetting put -> put.value().length;
                    // Bounded where they are made: names, keys and numbers.
                    case Change.CreateAccount other -> OVERHEAD;
                    case Change.RemoveAccount other -> 0;
                    case Change.SetEnabled other -> 0;
                    case Change.SetKeys other -> OVERHEAD;
                    case Change.PutRosterItem other -> OVERHEAD;
                    case Change.RemoveRosterItem other -> 0;
                    case Change.RemoveRequest other -> 0;
                    case Change.MoveCursor other -> 0;
                    case Change.RemoveDocument other -> 0;
                    case Change.PutToken other -> OVERHEAD;
                    case Change.RemoveTokens other -> 0;
                    case Change.SawDevice other -> OVERHEAD;
                    case Change.PutInvitation other -> OVERHEAD;
                    case Change.UseInvitation other -> 0;
                    case Change.RemoveInvitation other -> 0;
                };
    }
}
