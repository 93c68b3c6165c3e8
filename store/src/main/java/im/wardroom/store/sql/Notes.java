// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import java.sql.SQLException;
import java.util.Optional;

/// What the store notes for itself in the database; neither copied nor part of a backup.
final class Notes {

    static final String TABLE = "store_note";

    /// Which run of the program used the database last.
    static final String OWNER = "owner";

    /// How far the copying of another database into this one is.
    static final String COPY = "copy";

    static final String COPY_BEGUN = "begun";
    static final String COPY_COMPLETE = "complete";

    private Notes() {}

    static Optional<String> read(Sql sql, String name) throws SQLException {
        return sql.first("SELECT content FROM store_note WHERE name = ?", row -> row.text("content"), name);
    }

    static void put(Sql sql, String name, String content) throws SQLException {
        sql.update("""
                INSERT INTO store_note (name, content) VALUES (?, ?)
                ON CONFLICT (name) DO UPDATE SET content = excluded.content""", name, content);
    }
}
