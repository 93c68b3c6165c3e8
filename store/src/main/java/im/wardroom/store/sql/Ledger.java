// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import im.wardroom.store.Change;
import im.wardroom.store.sql.JournalRow.Item;
import java.util.ArrayDeque;
import java.util.Deque;

/// What the writer knows about an account whose messages it journals. Belongs to its thread.
final class Ledger {

    private final long account;
    private final Trace trace = new Trace();

    /// Messages of the tail that are not archived and that no cursor has passed, in order.
    private final Deque<Item> waiting = new ArrayDeque<>();

    private long highest;
    private long cursor;
    private long settled;
    private long unsettled;

    /// @param highest number of a message in the table
    /// @param cursor in the table
    Ledger(long account, long highest, long cursor) {
        this.account = account;
        this.highest = highest;
        this.cursor = cursor;
        this.settled = cursor;
        this.unsettled = highest;
    }

    long account() {
        return account;
    }

    Trace trace() {
        return trace;
    }

    /// False if the number may be taken; else it is from now on.
    boolean admits(long seq) {
        boolean free = seq > highest;
        highest = Math.max(highest, seq);
        return free;
    }

    void append(Item item, Change.AppendMessage change) {
        long seq = change.entry().seq();
        highest = Math.max(highest, seq);
        if (!change.entry().archived()) {
            unsettled = Math.max(unsettled, seq);
            if (seq > cursor) {
                waiting.add(item);
            }
        }
    }

    /// What the cursor passes need never come into the table.
    void moveCursor(long seq, long row) {
        if (seq <= cursor) {
            return;
        }
        cursor = seq;
        while (!waiting.isEmpty() && seqOf(waiting.element()) <= seq) {
            waiting.remove().leaveOut(row);
        }
    }

    private static long seqOf(Item item) {
        return item.change() instanceof Change.AppendMessage append
                ? append.entry().seq()
                : Long.MIN_VALUE;
    }

    /// Forgets what is in the table now.
    void forgetApplied() {
        while (!waiting.isEmpty() && waiting.element().change() == null) {
            waiting.remove();
        }
    }

    /// Whether the table may hold a message that a move of the cursor takes away.
    boolean mayHoldUnsettled() {
        return unsettled > settled;
    }

    /// The cursor in the table is there now.
    void settled(long seq) {
        settled = Math.max(settled, seq);
    }
}
