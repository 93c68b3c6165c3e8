// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import im.wardroom.store.Change;
import im.wardroom.store.sql.JournalRow.Item;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;

/// The notes of a stream that are in the tail, until they are confirmed. Belongs to the writer's thread.
final class StreamNotes {

    private final Trace trace = new Trace();
    private final Deque<Item> waiting = new ArrayDeque<>();

    Trace trace() {
        return trace;
    }

    void note(Item item) {
        waiting.add(item);
    }

    /// Forgets what is in the tables now.
    void forgetApplied() {
        while (!waiting.isEmpty() && waiting.element().change() == null) {
            waiting.remove();
        }
    }

    /// What is confirmed need never come into the table.
    void confirm(Change.Confirm confirm, long row) {
        Predicate<Item> done = item -> switch (item.change()) {
            case Change.Handled handled -> handled.number() <= confirm.handled();
            case Change.Sent sent -> sent.number() <= confirm.acknowledged();
            case null, default -> true;
        };
        waiting.removeIf(item -> {
            boolean confirmed = done.test(item);
            if (confirmed) {
                item.leaveOut(row);
            }
            return confirmed;
        });
    }
}
