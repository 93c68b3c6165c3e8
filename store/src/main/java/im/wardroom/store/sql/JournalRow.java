// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import im.wardroom.store.Change;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One row of the journal in memory: what one sync made durable. Belongs to the writer's thread.
///
/// @param bytes in the database
/// @param since by `System.nanoTime`
/// @param lasting half of it or more is for the archive, and so will not become superfluous
record JournalRow(long number, long bytes, long since, boolean lasting, List<Item> items) {

    static JournalRow written(long number, long bytes, List<Item> items) {
        int archived = 0;
        for (Item item : items) {
            archived += item.change() instanceof Change.AppendMessage append
                            && append.entry().archived()
                    ? 1
                    : 0;
        }
        return new JournalRow(number, bytes, System.nanoTime(), 2 * archived >= items.size(), items);
    }

    /// One change of the row, until it is applied or a later one makes it superfluous.
    static final class Item {

        private final @Nullable Ledger ledger;
        private final @Nullable StreamNotes notes;
        private @Nullable Change change;
        private long leftOutBy;

        Item(Change change, Ledger ledger) {
            this.change = change;
            this.ledger = ledger;
            this.notes = null;
        }

        Item(Change change, StreamNotes notes) {
            this.change = change;
            this.ledger = null;
            this.notes = notes;
        }

        /// Null if there is nothing to be done any more.
        @Nullable
        Change change() {
            return change;
        }

        /// @return of the account that an item about an account is about
        Ledger ledger() {
            if (ledger == null) {
                throw new IllegalStateException("a change of a stream has no ledger");
            }
            return ledger;
        }

        /// @param row that makes it superfluous
        void leaveOut(long row) {
            leftOutBy = row;
            change = null;
        }

        /// Tells readers if what made this superfluous is in a row after those that are applied.
        void showGap(long applied) {
            if (leftOutBy > applied) {
                trace().leftOut(leftOutBy);
            }
        }

        private Trace trace() {
            return ledger != null ? ledger.trace() : notes != null ? notes.trace() : Trace.NONE;
        }

        /// It is in the tables.
        void applied() {
            if (ledger != null && change instanceof Change.MoveCursor move) {
                ledger.settled(move.seq());
            }
            change = null;
            if (ledger != null) {
                ledger.forgetApplied();
            } else if (notes != null) {
                notes.forgetApplied();
            }
        }
    }
}
