// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Makes a table the same as another one, by going through both in the order of the key and writing what
/// differs. So it can be stopped at any point and done again: what is there already is only compared. Belongs
/// to one thread.
final class TableCopy {

    private static final int ROWS_AT_ONCE = 1_000;
    private static final long BYTES_AT_ONCE = 8L << 20;

    private enum Step {
        INSERT,
        UPDATE,
        DELETE
    }

    /// What was written.
    record Changed(long inserted, long updated, long deleted) {

        static final Changed NOTHING = new Changed(0, 0, 0);

        Changed plus(Changed other) {
            return new Changed(inserted + other.inserted, updated + other.updated, deleted + other.deleted);
        }
    }

    private final Table table;
    private final Sql writer;
    private final LongConsumer progress;
    private final List<Rows.Line> waiting = new ArrayList<>();
    private Step step = Step.INSERT;
    private long bytes;
    private long read;
    private Changed changed = Changed.NOTHING;

    /// @param progress is told the number of rows that were compared
    TableCopy(Table table, Sql writer, LongConsumer progress) {
        this.table = table;
        this.writer = writer;
        this.progress = progress;
    }

    /// @param there sees the table that becomes the same, before
    Changed run(Sql source, Sql there) throws SQLException {
        try (Rows wanted = Rows.of(table, source);
                Rows found = Rows.of(table, there)) {
            Rows.@Nullable Line want = wanted.current();
            Rows.@Nullable Line have = found.current();
            while (want != null || have != null) {
                int order = compare(want, have);
                if (order <= 0) {
                    wanted.next();
                    want = wanted.current();
                    progress.accept(++read);
                }
                if (order >= 0) {
                    found.next();
                    have = found.current();
                }
            }
        }
        write();
        return changed;
    }

    /// Writes what differs, and tells which of the two comes first.
    private int compare(Rows.@Nullable Line want, Rows.@Nullable Line have) throws SQLException {
        if (want == null || (have != null && want.compareTo(have) > 0)) {
            add(Step.DELETE, Objects.requireNonNull(have));
            return 1;
        }
        if (have == null || want.compareTo(have) < 0) {
            add(Step.INSERT, want);
            return -1;
        }
        if (!want.isSameAs(have)) {
            add(Step.UPDATE, want);
        }
        return 0;
    }

    private void add(Step next, Rows.Line line) throws SQLException {
        if (next != step || waiting.size() >= ROWS_AT_ONCE || bytes >= BYTES_AT_ONCE) {
            write();
        }
        step = next;
        waiting.add(line);
        bytes += line.size();
    }

    private void write() throws SQLException {
        if (waiting.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = writer.connection().prepareStatement(sql())) {
            for (Rows.Line line : waiting) {
                bind(statement, line);
                statement.addBatch();
            }
            statement.executeBatch();
        }
        writer.connection().commit();
        long rows = waiting.size();
        changed = changed.plus(
                switch (step) {
                    case INSERT -> new Changed(rows, 0, 0);
                    case UPDATE -> new Changed(0, rows, 0);
                    case DELETE -> new Changed(0, 0, rows);
                });
        waiting.clear();
        bytes = 0;
    }

    private String sql() {
        return switch (step) {
            case INSERT -> table.insert();
            case UPDATE -> table.update();
            case DELETE -> table.delete();
        };
    }

    private void bind(PreparedStatement statement, Rows.Line line) throws SQLException {
        int all = line.values().length;
        int keys = table.keys();
        switch (step) {
            case INSERT -> bind(statement, line, 0, all, 1);
            case UPDATE -> {
                bind(statement, line, keys, all, 1);
                bind(statement, line, 0, keys, all - keys + 1);
            }
            case DELETE -> bind(statement, line, 0, keys, 1);
        }
    }

    private static void bind(PreparedStatement statement, Rows.Line line, int from, int to, int index)
            throws SQLException {
        for (int i = from; i < to; i++) {
            Sql.bind(statement, index + i - from, line.values()[i]);
        }
    }
}
