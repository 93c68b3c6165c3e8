// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;

/// Opens connections to one SQLite database, set up for safety: write-ahead log, full sync, foreign keys.
final class Connections {

    private static final int BUSY_MILLIS = 5_000;
    private static final int MAX_WAL_BYTES = 64 << 20;

    private final SQLiteDataSource source;
    private final long maxPages;

    Connections(Path database, long maxPages) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setBusyTimeout(BUSY_MILLIS);
        config.setJournalSizeLimit(MAX_WAL_BYTES);
        source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + database.toAbsolutePath());
        this.maxPages = maxPages;
    }

    DataSource source() {
        return source;
    }

    Sql writer() throws SQLException {
        // FAST: what is deleted is overwritten where that costs no extra page.
        return open("PRAGMA secure_delete = FAST", maxPages == 0 ? "" : "PRAGMA max_page_count = " + maxPages);
    }

    Sql reader() throws SQLException {
        return open("PRAGMA query_only = TRUE");
    }

    private Sql open(String... pragmas) throws SQLException {
        Connection connection = source.getConnection();
        try (Statement statement = connection.createStatement()) {
            for (String pragma : pragmas) {
                if (!pragma.isEmpty()) {
                    statement.execute(pragma);
                }
            }
            connection.setAutoCommit(false);
            return new Sql(connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }
}
