// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import im.wardroom.store.Change;
import im.wardroom.store.sql.JournalRow.Item;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/// What the writer knows about an account whose messages it journals. Belongs to its thread.
final class Ledger {

    /// Numbers that are remembered if they were left out.
    private static final int SKIPPED = 32;

    private static final long NONE = Long.MIN_VALUE;

    private final long account;
    private final Trace trace = new Trace();

    /// Messages of the tail that are not archived and that no cursor has passed, in the order of their rows.
    private final Deque<Item> waiting = new ArrayDeque<>();

    private final long[] skipped = new long[SKIPPED];
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
        Arrays.fill(skipped, NONE);
    }

    long account() {
        return account;
    }

    Trace trace() {
        return trace;
    }

    /// False if the number may be taken; else it is from now on. What an account sends and what it is sent come from
    /// two sides, and so not always in the order of the numbers: those left out a moment ago are known to be free.
    boolean admits(long seq) {
        if (seq > highest) {
            for (long left = Math.max(highest + 1, seq - SKIPPED + 1); left < seq; left++) {
                skipped[place(left)] = left;
            }
            skipped[place(seq)] = NONE;
            highest = seq;
            return true;
        }
        boolean free = skipped[place(seq)] == seq;
        if (free) {
            skipped[place(seq)] = NONE;
        }
        return free;
    }

    private static int place(long seq) {
        return Math.floorMod(seq, SKIPPED);
    }

    void append(Item item, Change.AppendMessage change) {
        long seq = change.entry().seq();
        admits(seq);
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
        waiting.removeIf(item -> {
            boolean passed = seqOf(item) <= seq;
            if (passed) {
                item.leaveOut(row);
            }
            return passed;
        });
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
