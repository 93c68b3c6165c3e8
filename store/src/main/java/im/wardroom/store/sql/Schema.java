// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import im.wardroom.store.StoreException;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/// Brings the tables to the version that this program knows, and refuses those of a later one.
final class Schema {

    /// The number of the last file in `db/migration`.
    static final int VERSION = 5;

    static final String HISTORY = "flyway_schema_history";

    private static final String LOCATION = "classpath:db/migration";

    private Schema() {}

    /// May block.
    static void migrate(Backend backend) throws SQLException {
        int found = version(backend);
        if (found > VERSION) {
            throw new StoreException("The database has version " + found + ", this program knows only version "
                    + VERSION + ". Start the newer program that wrote it, or restore a backup of the older one.");
        }
        // Flyway takes longer to look around than the whole rest of the start; it is asked only when there is work.
        if (found < VERSION) {
            try {
                flyway(backend).migrate();
            } catch (FlywayException e) {
                throw new StoreException(
                        "The database could not be brought to version " + VERSION + ": " + e.getMessage(), e);
            }
        }
    }

    /// 0 for an empty database.
    static int version(Backend backend) throws SQLException {
        try (Sql sql = backend.reader()) {
            if (!backend.hasTable(sql, HISTORY)) {
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

    private static Flyway flyway(Backend backend) {
        return Flyway.configure()
                .dataSource(backend.source())
                .locations(LOCATION)
                .placeholders(backend.words())
                .load();
    }
}
