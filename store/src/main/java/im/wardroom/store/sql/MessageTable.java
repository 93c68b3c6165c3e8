// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import im.wardroom.store.Change;
import im.wardroom.store.MessageLog;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.address.Resource;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The message logs: what waits beyond each account's cursor, and the archive.
final class MessageTable implements MessageLog {

    private static final int COLUMNS = 9;
    private static final String INSERT =
            "INSERT INTO message (account, seq, arrived, sent, archived, peer, resource, id, stanza) VALUES ";
    private static final String ROW = '(' + String.join(", ", Collections.nCopies(COLUMNS, "?")) + ')';
    private static final String APPEND = INSERT + ROW;

    /// Rows of one statement: with more, there is little to be gained.
    private static final int TOGETHER = 16;

    private static final String APPEND_TOGETHER = INSERT + String.join(", ", Collections.nCopies(TOGETHER, ROW));

    /// A message, and the id of the account whose log it belongs to.
    record Owned(long account, Entry entry) {}

    private final CaughtUp readers;

    MessageTable(CaughtUp readers) {
        this.readers = readers;
    }

    static Entry entry(Row row) throws SQLException {
        String resource = row.text("resource");
        BareJid peer = row.jid("peer");
        return new Entry(
                row.number("seq"),
                row.instant("arrived"),
                row.flag("sent") ? Direction.SENT : Direction.RECEIVED,
                row.flag("archived"),
                resource.isEmpty() ? peer : peer.with(new Resource(resource)),
                row.textOrNull("id"),
                row.bytes("stanza"));
    }

    @Override
    public List<Entry> read(BareJid owner, long after, int limit) {
        return readers.read(owner, sql -> sql.list("""
                SELECT * FROM message
                WHERE account = (SELECT id FROM account WHERE jid = ?) AND seq > ? AND NOT sent
                ORDER BY seq LIMIT ?""", MessageTable::entry, owner, after, limit));
    }

    @Override
    public Page search(BareJid owner, Query query, boolean latest, int limit) {
        return readers.read(owner, sql -> {
            Optional<ArchiveSearch> search = ArchiveSearch.of(sql, owner, query);
            return search.isEmpty() ? new Page(List.of(), true) : search.get().page(sql, latest, limit);
        });
    }

    @Override
    public long count(BareJid owner, Query query, int limit) {
        return readers.read(owner, sql -> {
            Optional<ArchiveSearch> search = ArchiveSearch.of(sql, owner, query);
            return search.isEmpty() ? 0L : search.get().count(sql, limit);
        });
    }

    @Override
    public List<Entry> find(BareJid owner, Collection<Long> numbers) {
        return readers.read(owner, sql -> {
            List<Entry> found = new ArrayList<>();
            for (long number : numbers.stream().sorted().toList()) {
                sql.first("""
                        SELECT * FROM message
                        WHERE account = (SELECT id FROM account WHERE jid = ?) AND seq = ?""", MessageTable::entry, owner, number).ifPresent(found::add);
            }
            return found;
        });
    }

    @Override
    public long lastBefore(BareJid owner, Instant time) {
        return readers.read(owner, sql -> {
            Optional<Long> account = account(sql, owner);
            return account.isEmpty() ? 0L : Math.max(0, ArchiveSearch.firstAt(sql, account.get(), time) - 1);
        });
    }

    @Override
    public long lastBeyond(BareJid owner, int keep, int slack) {
        return readers.read(owner, sql -> {
            Optional<Long> account = account(sql, owner);
            if (account.isEmpty()) {
                return 0L;
            }
            long id = account.get();
            long numbers = ArchiveSearch.edge(sql, id, "DESC") - ArchiveSearch.edge(sql, id, "ASC") + 1;
            return numbers <= (long) keep + slack ? 0L : beyond(sql, id, keep);
        });
    }

    private static long beyond(Sql sql, long account, int keep) throws SQLException {
        return sql.first(
                        "SELECT seq FROM message WHERE account = ? AND archived ORDER BY seq DESC LIMIT 1 OFFSET ?",
                        row -> row.number("seq"),
                        account,
                        keep)
                .orElse(0L);
    }

    @Override
    public int prunable(BareJid owner, long seq, int limit) {
        return readers.read(owner, sql -> {
            Optional<Long> account = account(sql, owner);
            if (account.isEmpty() || AccountTable.isHeld(sql, account.get())) {
                return 0;
            }
            long upTo = Math.min(seq, cursor(sql, account.get()));
            return sql.first(
                            "SELECT COUNT(*) AS total FROM ("
                                    + "SELECT 1 FROM message WHERE account = ? AND seq <= ? LIMIT ?) AS oldest",
                            row -> Math.toIntExact(row.number("total")),
                            account.get(),
                            upTo,
                            limit)
                    .orElse(0);
        });
    }

    private static Optional<Long> account(Sql sql, BareJid owner) throws SQLException {
        return sql.first("SELECT id FROM account WHERE jid = ?", row -> row.number("id"), owner);
    }

    /// The highest number that was given: what is removed is never beyond the cursor.
    static long last(Sql sql, long account) throws SQLException {
        long highest = sql.first(
                        "SELECT seq FROM message WHERE account = ? ORDER BY seq DESC LIMIT 1",
                        row -> row.number("seq"),
                        account)
                .orElse(0L);
        return Math.max(highest, cursor(sql, account));
    }

    /// Messages for the owner beyond the cursor.
    static List<Long> waiting(Sql sql, long account) throws SQLException {
        return sql.list(
                "SELECT seq FROM message WHERE account = ? AND seq > ? AND NOT sent ORDER BY seq",
                row -> row.number("seq"),
                account,
                cursor(sql, account));
    }

    private static long cursor(Sql sql, long account) throws SQLException {
        return sql.first(
                        "SELECT message_cursor FROM account WHERE id = ?", row -> row.number("message_cursor"), account)
                .orElseThrow();
    }

    static Instant lastArrival(Sql sql, long account) throws SQLException {
        return sql.first(
                        "SELECT arrived FROM message WHERE account = ? ORDER BY seq DESC LIMIT 1",
                        row -> row.instant("arrived"),
                        account)
                .orElse(Instant.EPOCH);
    }

    /// What is known of an account before anything of it is journalled; empty if there is none.
    static Optional<Ledger> ledger(Sql sql, BareJid owner) throws SQLException {
        return sql.first(
                """
                SELECT id, message_cursor,
                  COALESCE((SELECT MAX(seq) FROM message WHERE account = account.id), 0) AS highest
                FROM account WHERE jid = ?""", row -> new Ledger(row.number("id"), row.number("highest"), row.number("message_cursor")), owner);
    }

    static void append(Sql sql, Change.AppendMessage change) throws SQLException {
        append(sql, AccountTable.changing(sql, change.owner()), change.entry());
    }

    static void append(Sql sql, long account, Entry entry) throws SQLException {
        Object[] row = new Object[COLUMNS];
        fill(row, 0, account, entry);
        sql.update(APPEND, row);
    }

    /// Many at once, which costs less.
    ///
    /// @param messages by the accounts whose logs they belong to, in the order of the accounts and numbers
    static void append(Sql sql, List<Owned> messages) throws SQLException {
        int from = 0;
        @Nullable Object[] rows = new Object[COLUMNS * TOGETHER];
        for (; messages.size() - from >= TOGETHER; from += TOGETHER) {
            for (int i = 0; i < TOGETHER; i++) {
                Owned message = messages.get(from + i);
                fill(rows, i * COLUMNS, message.account(), message.entry());
            }
            sql.update(APPEND_TOGETHER, rows);
        }
        for (Owned message : messages.subList(from, messages.size())) {
            append(sql, message.account(), message.entry());
        }
    }

    private static void fill(@Nullable Object[] row, int at, long account, Entry entry) {
        Jid peer = entry.peer();
        @Nullable Resource resource = peer.resource();
        row[at] = account;
        row[at + 1] = entry.seq();
        row[at + 2] = entry.at();
        row[at + 3] = entry.direction() == Direction.SENT;
        row[at + 4] = entry.archived();
        row[at + 5] = peer.bare();
        row[at + 6] = resource == null ? "" : resource;
        row[at + 7] = entry.id();
        row[at + 8] = entry.stanza();
    }

    static void supersede(Sql sql, Change.SupersedeMessage change) throws SQLException {
        long account = AccountTable.changing(sql, change.owner());
        if (AccountTable.isHeld(sql, account)) {
            return;
        }
        Optional<Entry> superseded = sql.first(
                """
                SELECT * FROM (
                  SELECT * FROM message WHERE account = ? AND peer = ? ORDER BY seq DESC LIMIT ?) AS recent
                WHERE id = ? AND sent = ? AND archived ORDER BY seq DESC LIMIT 1""",
                MessageTable::entry,
                account,
                change.peer(),
                change.depth(),
                change.id(),
                change.direction() == Direction.SENT);
        if (superseded.isPresent()) {
            Entry entry = superseded.get();
            leave(sql, account, entry.seq(), change.remains().apply(entry.stanza()));
        }
    }

    static void replace(Sql sql, Change.ReplaceMessage change) throws SQLException {
        long account = AccountTable.changing(sql, change.owner());
        if (AccountTable.isHeld(sql, account)) {
            return;
        }
        Optional<Entry> replaced = sql.first(
                "SELECT * FROM message WHERE account = ? AND seq = ?", MessageTable::entry, account, change.seq());
        if (replaced.isPresent()) {
            leave(
                    sql,
                    account,
                    change.seq(),
                    change.remains().apply(replaced.get().stanza()));
        }
    }

    private static void leave(Sql sql, long account, long seq, byte[] remains) throws SQLException {
        sql.update("UPDATE message SET stanza = ? WHERE account = ? AND seq = ?", remains, account, seq);
    }

    static void moveCursor(Sql sql, Change.MoveCursor change) throws SQLException {
        moveCursor(sql, AccountTable.changing(sql, change.owner()), change.seq(), true);
    }

    /// @param drop false if it is known that nothing goes
    static void moveCursor(Sql sql, long account, long seq, boolean drop) throws SQLException {
        if (drop) {
            sql.update("""
                    DELETE FROM message
                    WHERE account = ? AND seq > (SELECT message_cursor FROM account WHERE id = ?) AND seq <= ?
                      AND NOT archived""", account, account, seq);
        }
        sql.update("UPDATE account SET message_cursor = ? WHERE id = ? AND message_cursor < ?", seq, account, seq);
    }

    static void prune(Sql sql, Change.PruneMessages change) throws SQLException {
        long account = AccountTable.changing(sql, change.owner());
        if (AccountTable.isHeld(sql, account)) {
            return;
        }
        long upTo = Math.min(change.seq(), cursor(sql, account));
        sql.update("""
                DELETE FROM message WHERE account = ? AND seq <= (
                  SELECT MAX(seq) FROM (
                    SELECT seq FROM message WHERE account = ? AND seq <= ? ORDER BY seq LIMIT ?) AS oldest)""", account, account, upTo, change.limit());
    }
}
