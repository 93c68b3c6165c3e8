// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import im.wardroom.store.Change;
import im.wardroom.store.MessageLog;
import im.wardroom.store.StoreException;
import im.wardroom.xmpp.address.BareJid;
import java.sql.SQLException;
import java.util.List;

/// The message logs: those messages beyond each account's cursor.
final class MessageTable implements MessageLog {

    private final Readers readers;

    MessageTable(Readers readers) {
        this.readers = readers;
    }

    @Override
    public List<Entry> read(BareJid owner, long after, int limit) {
        return readers.read(sql -> sql.list(
                """
                SELECT seq, arrived, stanza FROM message
                WHERE account = (SELECT id FROM account WHERE jid = ?) AND seq > ? ORDER BY seq LIMIT ?""",
                row -> new Entry(row.number("seq"), row.instant("arrived"), row.bytes("stanza")),
                owner,
                after,
                limit));
    }

    /// The number of the last message, or the cursor if the log is empty.
    static long last(Sql sql, long account) throws SQLException {
        return sql.first("""
                        SELECT COALESCE((SELECT MAX(seq) FROM message WHERE account = ?), message_cursor) AS last
                        FROM account WHERE id = ?""", row -> row.number("last"), account, account).orElseThrow();
    }

    static void append(Sql sql, Change.AppendMessage change) throws SQLException {
        long account = AccountTable.id(sql, change.owner());
        long last = last(sql, account);
        // A gap means that a message before this one was lost: this one must not be kept in its place.
        if (change.seq() != last + 1) {
            throw new StoreException.Conflict(
                    "Message " + change.seq() + " of " + change.owner() + " does not follow message " + last + ".");
        }
        sql.update(
                "INSERT INTO message (account, seq, arrived, stanza) VALUES (?, ?, ?, ?)",
                account,
                change.seq(),
                change.at(),
                change.stanza());
    }

    static void moveCursor(Sql sql, Change.MoveCursor change) throws SQLException {
        long account = AccountTable.id(sql, change.owner());
        long last = last(sql, account);
        if (change.seq() > last) {
            throw new StoreException.Conflict("Message " + change.seq() + " of " + change.owner()
                    + " is not in the log; the last is " + last + ".");
        }
        sql.update(
                "UPDATE account SET message_cursor = ? WHERE id = ? AND message_cursor < ?",
                change.seq(),
                account,
                change.seq());
        sql.update("DELETE FROM message WHERE account = ? AND seq <= ?", account, change.seq());
    }
}
