// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import im.wardroom.store.Change;
import im.wardroom.store.StoreException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// One call of `commit` that waits for the writer.
///
/// @param lane the sequence that it belongs to, or null
/// @param bytes about how much memory it holds
record Pending(List<Change> changes, @Nullable WriteLane lane, long bytes, CompletableFuture<Void> future) {

    /// What a change holds beside its contents, roughly.
    private static final long OVERHEAD = 200;

    Pending {
        changes = List.copyOf(changes);
    }

    static Pending of(List<Change> changes, @Nullable WriteLane lane) {
        return new Pending(
                changes, lane, changes.stream().mapToLong(Pending::size).sum() + OVERHEAD, new CompletableFuture<>());
    }

    /// One before it in its lane failed.
    boolean isBroken() {
        return lane != null && lane.isBroken();
    }

    void done() {
        future.complete(null);
    }

    /// Those after it in its lane fail, too.
    void failed(StoreException why) {
        breakLane();
        future.completeExceptionally(why);
    }

    void breakLane() {
        if (lane != null) {
            lane.fail();
        }
    }

    static StoreException.Broken broken() {
        return new StoreException.Broken("A change before this one failed, on which it builds.");
    }

    private static long size(Change change) {
        return OVERHEAD
                + switch (change) {
                    case Change.AppendMessage append -> append.entry().stanza().length + OVERHEAD;
                    case Change.PutStream put -> put.stream().state().length + OVERHEAD;
                    case Change.PutStreamState put -> put.state().length;
                    case Change.PutDocument put -> put.value().length;
                    case Change.PutRequest put -> put.presence().length;
                    case Change.AppendAudit append -> 2L * append.line().text().length();
                    case Change.PutSetting put -> put.value().length;
                    case Change.PutGuardRecord put -> put.entry().content().length + OVERHEAD;
                    case Change.PutItem put -> put.item().payload().length + OVERHEAD;
                    // Bounded where they are made: names, keys and numbers.
                    case Change.CreateAccount other -> OVERHEAD;
                    case Change.RemoveAccount other -> 0;
                    case Change.SetEnabled other -> 0;
                    case Change.SetKeys other -> OVERHEAD;
                    case Change.PutRosterItem other -> OVERHEAD;
                    case Change.RemoveRosterItem other -> 0;
                    case Change.RemoveRequest other -> 0;
                    case Change.MoveCursor other -> 0;
                    case Change.SupersedeMessage other -> OVERHEAD;
                    case Change.ReplaceMessage other -> OVERHEAD;
                    case Change.PruneMessages other -> 0;
                    case Change.SetHold other -> 0;
                    case Change.Handled other -> 0;
                    case Change.Sent other -> 0;
                    case Change.Confirm other -> 0;
                    case Change.RemoveStream other -> 0;
                    case Change.RemoveDocument other -> 0;
                    case Change.PutNode other -> OVERHEAD;
                    case Change.RemoveNode other -> 0;
                    case Change.PutAffiliation other -> 0;
                    case Change.PutSubscription other -> 0;
                    case Change.RemoveItem other -> 0;
                    case Change.RemoveItems other -> 0;
                    case Change.PutToken other -> OVERHEAD;
                    case Change.RemoveTokens other -> 0;
                    case Change.SawDevice other -> OVERHEAD;
                    case Change.PutInvitation other -> OVERHEAD;
                    case Change.UseInvitation other -> 0;
                    case Change.RemoveInvitation other -> 0;
                    case Change.PutUpload other -> OVERHEAD;
                    case Change.CompleteUpload other -> 0;
                    case Change.RemoveUpload other -> 0;
                    case Change.PutAuditHead other -> OVERHEAD;
                    case Change.PurgeExpired other -> 0;
                    case Change.RemoveGuardRecord other -> 0;
                    case Change.PruneGuardRecords other -> 0;
                };
    }
}
