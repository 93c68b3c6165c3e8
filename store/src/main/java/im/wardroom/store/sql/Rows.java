// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import im.wardroom.store.sql.Table.Column;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The rows of a table, one after the other in the order of the key. Belongs to one thread.
final class Rows implements AutoCloseable {

    /// One row: `Long`, `Boolean`, `String`, `byte[]` or null for each column.
    record Line(Table table, @Nullable Object[] values) {

        /// By the key. Texts compare as bytes, as both databases compare them.
        int compareTo(Line other) {
            for (int i = 0; i < table.keys(); i++) {
                int order = compare(values[i], other.values[i]);
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        }

        private static int compare(@Nullable Object one, @Nullable Object two) {
            return switch (Objects.requireNonNull(one)) {
                case Long number -> number.compareTo((Long) Objects.requireNonNull(two));
                case Boolean flag -> flag.compareTo((Boolean) Objects.requireNonNull(two));
                case byte[] bytes -> Arrays.compareUnsigned(bytes, (byte[]) Objects.requireNonNull(two));
                default -> Arrays.compareUnsigned(utf8(one), utf8(two));
            };
        }

        private static byte[] utf8(@Nullable Object text) {
            return String.valueOf(text).getBytes(StandardCharsets.UTF_8);
        }

        boolean isSameAs(Line other) {
            return Arrays.deepEquals(values, other.values);
        }

        /// About how much memory it holds.
        long size() {
            long size = 0;
            for (Object value : values) {
                size += switch (value) {
                    case byte[] bytes -> bytes.length;
                    case String text -> text.length();
                    case null, default -> Long.BYTES;
                };
            }
            return size;
        }
    }

    private final Table table;
    private final PreparedStatement statement;
    private final ResultSet result;
    private @Nullable Line current;

    private Rows(Table table, PreparedStatement statement, ResultSet result) {
        this.table = table;
        this.statement = statement;
        this.result = result;
    }

    /// At the first row.
    static Rows of(Table table, Sql sql) throws SQLException {
        PreparedStatement statement = sql.connection().prepareStatement(table.select());
        try {
            Rows rows = new Rows(table, statement, statement.executeQuery());
            rows.next();
            return rows;
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }

    /// Null after the last one.
    @Nullable
    Line current() {
        return current;
    }

    void next() throws SQLException {
        if (!result.next()) {
            current = null;
            return;
        }
        @Nullable Object[] values = new Object[table.columns().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(table.columns().get(i), i + 1);
        }
        current = new Line(table, values);
    }

    private @Nullable Object value(Column column, int index) throws SQLException {
        Object value = switch (column.kind()) {
            case NUMBER -> result.getLong(index);
            case FLAG -> result.getBoolean(index);
            case TEXT -> result.getString(index);
            case BYTES -> result.getBytes(index);
        };
        return result.wasNull() ? null : value;
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
