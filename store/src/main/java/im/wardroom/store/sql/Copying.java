// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import im.wardroom.store.StoreException;
import im.wardroom.store.sql.TableCopy.Changed;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes all tables of one database the same as those of another, of which it sees one state from beginning to
/// end. Belongs to one thread.
final class Copying implements AutoCloseable {

    private final Backend from;
    private final Backend to;
    private final Sql source;
    private final Sql target;
    private final CopyProgress progress;
    private final List<Table> tables;

    /// @param target writes; stays open
    Copying(Backend from, Backend to, Sql target, CopyProgress progress) throws SQLException {
        this.from = from;
        this.to = to;
        this.target = target;
        this.progress = progress;
        this.source = from.reader();
        this.tables = Table.all(source);
    }

    Changed copy() throws SQLException {
        Map<Table, Long> rows = new LinkedHashMap<>();
        for (Table table : tables) {
            rows.put(
                    table,
                    source.first("SELECT COUNT(*) AS total FROM " + table.name(), row -> row.number("total"))
                            .orElse(0L));
        }
        long total = rows.values().stream().mapToLong(Long::longValue).sum();
        long before = 0;
        Changed changed = Changed.NOTHING;
        for (Table table : tables) {
            long offset = before;
            TableCopy copy = new TableCopy(table, target, done -> progress.copied(table.name(), offset + done, total));
            // A new one for each table, since removing an account takes its rows in other tables along.
            try (Sql there = to.reader()) {
                changed = changed.plus(copy.run(source, there));
            }
            before += rows.getOrDefault(table, 0L);
        }
        to.setLastAccount(target, from.lastAccount(source));
        target.connection().commit();
        return changed;
    }

    /// Reads both sides again.
    ///
    /// @throws StoreException if they differ
    List<Migration.Verified> verify() throws SQLException {
        List<Migration.Verified> verified = new ArrayList<>();
        try (Sql there = to.reader()) {
            for (Table table : tables) {
                Fingerprint wanted = Fingerprint.of(table, source, rows -> progress.verified(table.name(), rows));
                Fingerprint found = Fingerprint.of(table, there, rows -> progress.verified(table.name(), rows));
                if (!wanted.equals(found)) {
                    throw new StoreException("The table " + table.name() + " is not the same on both sides: "
                            + wanted.rows() + " rows with hash " + wanted.sha256() + ", and " + found.rows()
                            + " rows with hash " + found.sha256() + ". The copy must not be used.");
                }
                verified.add(new Migration.Verified(table.name(), found.rows(), found.sha256()));
            }
            if (to.lastAccount(there) < from.lastAccount(source)) {
                throw new StoreException("Numbers of removed accounts would be used again. The copy must not be used.");
            }
        }
        return verified;
    }

    @Override
    public void close() throws SQLException {
        source.close();
    }
}
