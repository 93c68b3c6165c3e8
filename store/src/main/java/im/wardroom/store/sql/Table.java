// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What one table is like, as the database itself tells it: so that no list has to be kept up when tables change.
///
/// @param columns the key first
/// @param keys how many of the columns are the key
record Table(String name, List<Column> columns, int keys) {

    /// What a value is on both databases.
    enum Kind {
        NUMBER,
        FLAG,
        TEXT,
        BYTES;

        private static Kind of(String type) {
            return switch (type.toUpperCase(Locale.ROOT)) {
                case "BIGINT", "INTEGER", "INT8", "INT4" -> NUMBER;
                case "BOOLEAN", "BOOL" -> FLAG;
                case "TEXT" -> TEXT;
                case "BLOB", "BYTEA" -> BYTES;
                default -> throw new IllegalStateException("no way to copy a " + type);
            };
        }
    }

    record Column(String name, Kind kind) {}

    Table {
        columns = List.copyOf(columns);
    }

    /// All that hold what is kept, each after those that it refers to.
    static List<Table> all(Sql sql) throws SQLException {
        DatabaseMetaData database = sql.connection().getMetaData();
        String schema = sql.connection().getSchema();
        Map<String, Table> tables = new TreeMap<>();
        Map<String, Set<String>> references = new TreeMap<>();
        for (String name : names(database, schema)) {
            tables.put(name, of(database, schema, name));
            references.put(name, references(database, schema, name));
        }
        List<Table> ordered = new ArrayList<>();
        Set<String> placed = new HashSet<>();
        while (ordered.size() < tables.size()) {
            List<String> next = tables.keySet().stream()
                    .filter(name ->
                            !placed.contains(name) && placed.containsAll(references.getOrDefault(name, Set.of())))
                    .toList();
            if (next.isEmpty()) {
                throw new IllegalStateException("tables refer to each other in a circle");
            }
            placed.addAll(next);
            next.forEach(name -> ordered.add(tables.get(name)));
        }
        return ordered;
    }

    private static List<String> names(DatabaseMetaData database, String schema) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet found = database.getTables(null, schema, "%", new String[] {"TABLE"})) {
            while (found.next()) {
                String name = found.getString("TABLE_NAME");
                if (!Set.of(Schema.HISTORY, Notes.TABLE).contains(name) && !name.startsWith("sqlite_")) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    private static Table of(DatabaseMetaData database, String schema, String name) throws SQLException {
        Map<String, Column> columns = new LinkedHashMap<>();
        try (ResultSet found = database.getColumns(null, schema, name.replace("_", "\\_"), "%")) {
            while (found.next()) {
                String column = found.getString("COLUMN_NAME");
                columns.put(column, new Column(column, Kind.of(found.getString("TYPE_NAME"))));
            }
        }
        Map<Integer, String> key = new TreeMap<>();
        try (ResultSet found = database.getPrimaryKeys(null, schema, name)) {
            while (found.next()) {
                key.put(found.getInt("KEY_SEQ"), found.getString("COLUMN_NAME"));
            }
        }
        List<Column> first = key.values().stream().map(columns::get).toList();
        // The others by name: the order in which columns were added may differ.
        List<Column> others = new TreeMap<>(columns)
                .values().stream().filter(column -> !first.contains(column)).toList();
        return new Table(name, Stream.concat(first.stream(), others.stream()).toList(), first.size());
    }

    private static Set<String> references(DatabaseMetaData database, String schema, String name) throws SQLException {
        Set<String> references = new HashSet<>();
        try (ResultSet found = database.getImportedKeys(null, schema, name)) {
            while (found.next()) {
                references.add(found.getString("PKTABLE_NAME"));
            }
        }
        return references;
    }

    private List<String> names(int from, int to) {
        return columns.subList(from, to).stream().map(Column::name).toList();
    }

    String select() {
        return "SELECT " + String.join(", ", names(0, columns.size())) + " FROM " + name + " ORDER BY "
                + String.join(", ", names(0, keys));
    }

    String insert() {
        return "INSERT INTO " + name + " (" + String.join(", ", names(0, columns.size())) + ") VALUES ("
                + columns.stream().map(column -> "?").collect(Collectors.joining(", ")) + ')';
    }

    /// The key's values come last.
    String update() {
        return "UPDATE " + name + " SET "
                + names(keys, columns.size()).stream().map(c -> c + " = ?").collect(Collectors.joining(", "))
                + where();
    }

    String delete() {
        return "DELETE FROM " + name + where();
    }

    private String where() {
        return " WHERE " + names(0, keys).stream().map(c -> c + " = ?").collect(Collectors.joining(" AND "));
    }
}
