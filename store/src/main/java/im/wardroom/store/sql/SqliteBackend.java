// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import im.wardroom.store.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// A SQLite database, set up for safety: write-ahead log, full sync, foreign keys.
final class SqliteBackend implements Backend {

    private static final String AUDIT_STAYS = """
            CREATE TRIGGER audit_stays_as_it_is BEFORE UPDATE ON audit
            BEGIN SELECT RAISE(ABORT, 'a record of the audit log stays as it is'); END;
            CREATE TRIGGER audit_stays BEFORE DELETE ON audit
            BEGIN SELECT RAISE(ABORT, 'a record of the audit log stays'); END;""";

    private static final int BUSY_MILLIS = 5_000;
    private static final int MAX_WAL_BYTES = 64 << 20;

    /// What the writer keeps in memory: the ends of many logs, to which it returns again and again.
    private static final int CACHE_KIBIBYTES = 32 << 10;

    /// Pages that are written again and again come into the database once for so many pages.
    private static final int CHECKPOINT_PAGES = 4_000;

    /// Changes nothing and takes the write lock, so that SQLite waits for it here. A transaction that has read
    /// before it first writes would fail at once if something else is writing (a tool of the administrator,
    /// say).
    private static final String LOCK = "UPDATE account SET id = id WHERE 1 = 0";

    /// The primary result code is the low byte of an extended one.
    private static final int PRIMARY = 0xff;

    private final Path database;
    private final SQLiteDataSource source;
    private final long maxPages;
    private final @Nullable Folder folder;

    private SqliteBackend(Path database, long maxPages, @Nullable Folder folder) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        // Nobody asks for them, and each insert would pay a query for it.
        config.setGetGeneratedKeys(false);
        config.setBusyTimeout(BUSY_MILLIS);
        config.setJournalSizeLimit(MAX_WAL_BYTES);
        source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + database.toAbsolutePath());
        this.database = database;
        this.maxPages = maxPages;
        this.folder = folder;
    }

    /// The database of a data folder, which is made if it is not there, and held.
    ///
    /// @throws StoreException if another process holds the folder, or it cannot be used
    static SqliteBackend holding(Path path, long maxPages) {
        Folder folder = Folder.open(path);
        return new SqliteBackend(folder.database(), maxPages, folder);
    }

    /// A database that somebody else may be writing to.
    static SqliteBackend beside(Path database) {
        return new SqliteBackend(database, 0, null);
    }

    @Override
    public String name() {
        return database.toString();
    }

    @Override
    public DataSource source() {
        return source;
    }

    @Override
    public Map<String, String> words() {
        return Map.of(
                "audit_stays",
                AUDIT_STAYS,
                "bytes",
                "BLOB",
                "text",
                "TEXT",
                "identity",
                "INTEGER PRIMARY KEY AUTOINCREMENT",
                "number",
                "INTEGER PRIMARY KEY",
                "clustered",
                "WITHOUT ROWID");
    }

    @Override
    public Sql writer() throws SQLException {
        // FAST: what is deleted is overwritten where that costs no extra page. The checkpoint: what a process wrote
        // that was killed before its sync may be in the system's cache alone; it must be on disk before anything
        // builds on it.
        return open(
                "PRAGMA secure_delete = FAST",
                "PRAGMA cache_size = -" + CACHE_KIBIBYTES,
                "PRAGMA wal_autocheckpoint = " + CHECKPOINT_PAGES,
                maxPages == 0 ? "" : "PRAGMA max_page_count = " + maxPages,
                "PRAGMA wal_checkpoint(TRUNCATE)");
    }

    @Override
    public Sql reader() throws SQLException {
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

    // The folder is held for as long as it is open; who held it before does not matter.
    @Override
    public void own(Sql writer) throws SQLException {
        Notes.put(writer, Notes.OWNER, "folder");
        writer.connection().commit();
    }

    @Override
    public void begin(Sql writer) throws SQLException {
        writer.update(LOCK);
    }

    @Override
    public Optional<StoreException> refusal(SQLException cause) {
        if (!(cause instanceof SQLiteException sqlite)) {
            return Optional.empty();
        }
        int primary = sqlite.getResultCode().code & PRIMARY;
        if (primary == SQLiteErrorCode.SQLITE_CONSTRAINT.code) {
            return Optional.of(new StoreException.Conflict("A change contradicts what is kept."));
        }
        return primary == SQLiteErrorCode.SQLITE_TOOBIG.code || primary == SQLiteErrorCode.SQLITE_MISMATCH.code
                ? Optional.of(new StoreException("A change cannot be written.", cause))
                : Optional.empty();
    }

    // There is no server that could go away.
    @Override
    public boolean isLost(SQLException cause) {
        return false;
    }

    @Override
    public boolean hasTable(Sql sql, String table) throws SQLException {
        return sql.first("SELECT 1 AS found FROM sqlite_master WHERE name = ?", row -> row.flag("found"), table)
                .isPresent();
    }

    @Override
    public long lastAccount(Sql sql) throws SQLException {
        return sql.first("SELECT seq FROM sqlite_sequence WHERE name = 'account'", row -> row.number("seq"))
                .orElse(0L);
    }

    @Override
    public void setLastAccount(Sql sql, long number) throws SQLException {
        int updated = sql.update("UPDATE sqlite_sequence SET seq = MAX(seq, ?) WHERE name = 'account'", number);
        if (updated == 0) {
            sql.update("INSERT INTO sqlite_sequence (name, seq) VALUES ('account', ?)", number);
        }
    }

    @Override
    public void close() {
        if (folder != null) {
            folder.close();
        }
    }
}
