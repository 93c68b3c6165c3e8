// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import im.wardroom.store.Audit;
import im.wardroom.store.Change;
import im.wardroom.store.StoreException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// The audit log and the heads of its tree.
final class AuditTable implements Audit {

    private final Readers readers;

    AuditTable(Readers readers) {
        this.readers = readers;
    }

    @Override
    public List<Line> read(long from, int limit) {
        return readers.read(sql -> sql.list(
                "SELECT seq, record FROM audit WHERE seq >= ? ORDER BY seq LIMIT ?", AuditTable::line, from, limit));
    }

    @Override
    public Optional<Line> last() {
        return readers.read(
                sql -> sql.first("SELECT seq, record FROM audit ORDER BY seq DESC LIMIT 1", AuditTable::line));
    }

    private static Line line(Row row) throws SQLException {
        return new Line(row.number("seq"), row.text("record"));
    }

    @Override
    public List<Head> heads(long hour, int limit) {
        return readers.read(sql -> sql.list(
                "SELECT hour, size, head FROM audit_head WHERE hour >= ? ORDER BY hour LIMIT ?",
                AuditTable::head,
                hour,
                limit));
    }

    @Override
    public Optional<Head> lastHead() {
        return readers.read(sql -> sql.first(
                "SELECT hour, size, head FROM audit_head ORDER BY size DESC, hour DESC LIMIT 1", AuditTable::head));
    }

    private static Head head(Row row) throws SQLException {
        return new Head(row.number("hour"), row.number("size"), row.text("head"));
    }

    static void append(Sql sql, Change.AppendAudit change) throws SQLException {
        Audit.Line line = change.line();
        int added = sql.update(
                "INSERT INTO audit (seq, record) VALUES (?, ?) ON CONFLICT (seq) DO NOTHING", line.seq(), line.text());
        if (added == 0) {
            throw new StoreException.Conflict("The record is there already.");
        }
    }

    static void put(Sql sql, Change.PutAuditHead change) throws SQLException {
        Audit.Head head = change.head();
        sql.update("""
                INSERT INTO audit_head (hour, size, head) VALUES (?, ?, ?)
                ON CONFLICT (hour) DO UPDATE SET size = excluded.size, head = excluded.head""", head.hour(), head.size(), head.text());
    }
}
