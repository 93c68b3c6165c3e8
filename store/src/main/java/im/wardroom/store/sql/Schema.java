// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import im.wardroom.store.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/// Brings the tables to the version that this program knows, and refuses those of a later one.
final class Schema {

    /// The number of the last file in `db/migration`.
    static final int VERSION = 1;

    private static final String LOCATION = "classpath:db/migration";

    private Schema() {}

    /// May block.
    static void migrate(DataSource source) throws SQLException {
        int found = version(source);
        if (found > VERSION) {
            throw new StoreException("The database has version " + found + ", this program knows only version "
                    + VERSION + ". Start the newer program that wrote it, or restore a backup of the older one.");
        }
        // Flyway takes longer to look around than the whole rest of the start; it is asked only when there is work.
        if (found < VERSION) {
            try {
                flyway(source).migrate();
            } catch (FlywayException e) {
                throw new StoreException("The database could not be brought to version " + VERSION + ".", e);
            }
        }
    }

    /// 0 for an empty database.
    private static int version(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                Sql sql = new Sql(connection)) {
            Optional<String> history = sql.first(
                    "SELECT name FROM sqlite_master WHERE name = 'flyway_schema_history'", row -> row.text("name"));
            if (history.isEmpty()) {
                return 0;
            }
            return sql
                    .list(
                            "SELECT version FROM flyway_schema_history WHERE success = TRUE AND version IS NOT NULL",
                            row -> row.text("version"))
                    .stream()
                    .mapToInt(Integer::parseInt)
                    .max()
                    .orElse(0);
        }
    }

    private static Flyway flyway(DataSource source) {
        return Flyway.configure()
                .dataSource(source)
                .locations(LOCATION)
                .placeholders(Map.of(
                        "bytes", "BLOB", "identity", "INTEGER PRIMARY KEY AUTOINCREMENT", "clustered", "WITHOUT ROWID"))
                .load();
    }
}
