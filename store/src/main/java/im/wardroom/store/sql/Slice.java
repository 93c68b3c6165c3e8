// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import im.wardroom.store.Change;
import im.wardroom.store.StreamKey;
import im.wardroom.store.sql.JournalRow.Item;
import im.wardroom.store.sql.MessageTable.Owned;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The oldest rows of the journal on their way into the tables: each cursor moves once, and the messages of an account
/// come one after the other. What they leave is what their changes would have left one by one.
final class Slice {

    private static final Comparator<Owned> IN_PLACE = Comparator.comparingLong(Owned::account)
            .thenComparingLong(message -> message.entry().seq());

    private final List<Owned> messages = new ArrayList<>();
    private final Map<Ledger, Long> cursors = new LinkedHashMap<>();
    private final Map<StreamKey, Change.Confirm> confirmations = new LinkedHashMap<>();
    private final Map<StreamKey, Change.PutStreamState> states = new LinkedHashMap<>();
    private final List<Change> notes = new ArrayList<>();
    private final long last;

    private Slice(List<JournalRow> rows) {
        last = rows.getLast().number();
        for (JournalRow row : rows) {
            row.items().forEach(this::add);
        }
        messages.sort(IN_PLACE);
    }

    /// In a transaction that has begun. Changes nothing in memory, so that it can be done again after a rollback.
    ///
    /// @param rows the oldest, at least one
    static void apply(Sql sql, List<JournalRow> rows) throws SQLException {
        new Slice(rows).apply(sql);
    }

    private void add(Item item) {
        switch (item.change()) {
            case Change.AppendMessage append ->
                messages.add(new Owned(item.ledger().account(), append.entry()));
            case Change.MoveCursor move -> cursors.merge(item.ledger(), move.seq(), Math::max);
            case Change.Confirm confirm -> confirmations.merge(confirm.stream(), confirm, Slice::both);
            case Change.PutStreamState state -> states.put(state.stream(), state);
            case null -> {}
            case Change note -> notes.add(note);
        }
    }

    private static Change.Confirm both(Change.Confirm one, Change.Confirm other) {
        return new Change.Confirm(
                one.stream(),
                Math.max(one.handled(), other.handled()),
                Math.max(one.acknowledged(), other.acknowledged()));
    }

    private void apply(Sql sql) throws SQLException {
        // First, so that there is room for the rest: a full database has just enough.
        sql.update("DELETE FROM journal WHERE number <= ?", last);
        for (Map.Entry<Ledger, Long> cursor : cursors.entrySet()) {
            Ledger ledger = cursor.getKey();
            // What the rows append themselves is not looked through: what the cursor passes of it was left out.
            MessageTable.moveCursor(sql, ledger.account(), cursor.getValue(), ledger.mayHoldUnsettled());
        }
        MessageTable.append(sql, messages);
        for (Change.Confirm confirm : confirmations.values()) {
            StreamTable.confirm(sql, confirm);
        }
        for (Change note : notes) {
            Changes.apply(sql, note);
        }
        for (Change.PutStreamState state : states.values()) {
            StreamTable.putState(sql, state);
        }
    }
}
