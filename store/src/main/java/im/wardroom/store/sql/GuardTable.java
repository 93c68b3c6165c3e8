// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import im.wardroom.store.Change;
import im.wardroom.store.GuardRecords;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the guard keeps.
final class GuardTable implements GuardRecords {

    private final Readers readers;

    GuardTable(Readers readers) {
        this.readers = readers;
    }

    @Override
    public Optional<Entry> find(Kind kind, String id) {
        return readers.read(
                sql -> sql.first("SELECT * FROM guard_record WHERE kind = ? AND id = ?", GuardTable::entry, kind, id));
    }

    @Override
    public List<Entry> newest(Kind kind, int limit) {
        return readers.read(sql -> sql.list(
                "SELECT * FROM guard_record WHERE kind = ? ORDER BY at DESC, id LIMIT ?",
                GuardTable::entry,
                kind,
                limit));
    }

    @Override
    public List<Entry> since(Kind kind, Instant after, int limit) {
        return readers.read(sql -> sql.list(
                "SELECT * FROM guard_record WHERE kind = ? AND at > ? ORDER BY at, id LIMIT ?",
                GuardTable::entry,
                kind,
                after,
                limit));
    }

    private static Entry entry(Row row) throws SQLException {
        return new Entry(Kind.valueOf(row.text("kind")), row.text("id"), row.instant("at"), row.bytes("content"));
    }

    static void put(Sql sql, Change.PutGuardRecord change) throws SQLException {
        GuardRecords.Entry entry = change.entry();
        sql.update("""
                INSERT INTO guard_record (kind, id, at, content) VALUES (?, ?, ?, ?)
                ON CONFLICT (kind, id) DO UPDATE SET at = excluded.at, content = excluded.content""", entry.kind(), entry.id(), entry.at(), entry.content());
    }

    static void remove(Sql sql, Change.RemoveGuardRecord change) throws SQLException {
        sql.update("DELETE FROM guard_record WHERE kind = ? AND id = ?", change.kind(), change.id());
    }

    static void prune(Sql sql, Change.PruneGuardRecords change) throws SQLException {
        sql.update("""
                DELETE FROM guard_record WHERE kind = ? AND id IN
                  (SELECT id FROM guard_record WHERE kind = ? AND at < ? ORDER BY at LIMIT ?)""", change.kind(), change.kind(), change.before(), change.limit());
    }
}
