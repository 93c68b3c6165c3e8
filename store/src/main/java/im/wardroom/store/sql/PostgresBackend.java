// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import im.wardroom.store.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.ssl.DefaultJavaSSLFactory;

/// A PostgreSQL database. The writing connection holds an advisory lock, so that one server at a time uses the
/// database; when the connection is lost, so is the lock, and both are taken anew. A note in the database tells
/// whether another server has written in between: then this one must not go on, since what it remembers is out
/// of date.
final class PostgresBackend implements Backend {

    /// "Wardroom" as a number.
    private static final String AUDIT_STAYS = """
            CREATE FUNCTION audit_stays() RETURNS trigger LANGUAGE plpgsql AS
            'BEGIN RAISE EXCEPTION $why$a record of the audit log stays as it is$why$; END';
            CREATE TRIGGER audit_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
            FOR EACH STATEMENT EXECUTE FUNCTION audit_stays();""";

    private static final long LOCK = 0x57617264726f6f6dL;

    private static final int CONNECT_SECONDS = 5;

    /// A server that says nothing for so long is not there any more.
    private static final int ANSWER_SECONDS = 60;

    /// How long the lock of somebody who is gone may stay: the server ends a connection a moment after we close it.
    private static final int LEAVING_MILLIS = 2_000;

    private static final String NOT_IN_TIME = "55P03";

    private static final int ROWS_AT_ONCE = 200;
    private static final int OLDEST = 14;

    private final PostgresUrl url;

    /// Different for each run of the program.
    private final String owner = "wardroom-" + UUID.randomUUID();

    private volatile boolean owned;

    private PostgresBackend(PostgresUrl url) {
        this.url = url;
    }

    /// @throws StoreException if it cannot be used safely
    static PostgresBackend of(PostgresUrl url) {
        PostgresBackend backend = new PostgresBackend(url);
        try (Sql sql = backend.connect()) {
            backend.check(sql);
            return backend;
        } catch (SQLException e) {
            throw new StoreException("The database " + url + " cannot be used: " + e.getMessage(), e);
        }
    }

    private void check(Sql sql) throws SQLException {
        int version = Integer.parseInt(setting(sql, "server_version_num")) / 10_000;
        if (version < OLDEST) {
            throw new StoreException(
                    "The database " + url + " is of PostgreSQL " + version + "; " + OLDEST + " or later is needed.");
        }
        if (!setting(sql, "server_encoding").equals("UTF8")) {
            throw new StoreException("The database " + url + " has the encoding " + setting(sql, "server_encoding")
                    + "; make one with: createdb --encoding=UTF8 --template=template0 NAME");
        }
        if (setting(sql, "fsync").equals("off")) {
            throw new StoreException("The PostgreSQL server of " + url
                    + " has fsync = off: a power cut would lose what was acknowledged. Set fsync = on in its"
                    + " postgresql.conf.");
        }
    }

    private static String setting(Sql sql, String name) throws SQLException {
        return sql.first("SELECT current_setting(?) AS setting", row -> row.text("setting"), name)
                .orElseThrow();
    }

    @Override
    public String name() {
        return url.toString();
    }

    @Override
    public DataSource source() {
        return source(0);
    }

    private DataSource source(int answerSeconds) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {url.host()});
        source.setPortNumbers(new int[] {url.port()});
        source.setDatabaseName(url.database());
        source.setUser(url.user());
        source.setPassword(url.password());
        source.setApplicationName(owner);
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setLoginTimeout(2 * CONNECT_SECONDS);
        source.setSocketTimeout(answerSeconds);
        source.setTcpKeepAlive(true);
        source.setDefaultRowFetchSize(ROWS_AT_ONCE);
        source.setReWriteBatchedInserts(true);
        encrypt(source);
        return source;
    }

    private void encrypt(PGSimpleDataSource source) {
        source.setSslMode(url.sslMode());
        Map<String, String> options = url.options();
        if (options.containsKey("sslrootcert")) {
            source.setSslRootCert(options.get("sslrootcert"));
        } else if (url.sslMode().startsWith("verify")) {
            // The authorities that Java trusts, where none is named.
            source.setSslfactory(DefaultJavaSSLFactory.class.getName());
        }
        if (options.containsKey("sslcert")) {
            source.setSslCert(options.get("sslcert"));
            source.setSslKey(options.getOrDefault("sslkey", ""));
        }
    }

    @Override
    public Map<String, String> words() {
        // The collation makes texts compare as bytes, as they do in SQLite.
        return Map.of(
                "audit_stays",
                AUDIT_STAYS,
                "bytes",
                "BYTEA",
                "text",
                "TEXT COLLATE \"C\"",
                "identity",
                "BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY",
                "number",
                "BIGINT PRIMARY KEY",
                "clustered",
                "");
    }

    @Override
    public Sql writer() throws SQLException {
        Sql sql = connect();
        try {
            endOwnRemains(sql);
            lock(sql);
            if (owned && !owner.equals(Notes.read(sql, Notes.OWNER).orElse(""))) {
                throw new SQLException("another Wardroom has used the database in the meantime; this one must be"
                        + " started again, or it would go on with what it remembers");
            }
            sql.connection().commit();
            return sql;
        } catch (SQLException | RuntimeException e) {
            sql.close();
            throw e;
        }
    }

    /// The server may not have noticed yet that our last connection is gone, and would keep its lock.
    private static void endOwnRemains(Sql sql) throws SQLException {
        sql.list("""
                SELECT pg_terminate_backend(a.pid, 5000) AS done
                FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
                WHERE l.locktype = 'advisory' AND l.objsubid = 1 AND l.classid = ? AND l.objid = ?
                  AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
                  AND a.application_name = current_setting('application_name') AND a.pid <> pg_backend_pid()""", row -> row.flag("done"), LOCK >>> Integer.SIZE, LOCK & 0xffff_ffffL);
    }

    private void lock(Sql sql) throws SQLException {
        try {
            sql.update("SET LOCAL lock_timeout = " + LEAVING_MILLIS);
            sql.first("SELECT pg_advisory_lock(?)", row -> true, LOCK);
        } catch (SQLException e) {
            if (NOT_IN_TIME.equals(e.getSQLState())) {
                throw new StoreException.InUse("The database " + url
                        + " is in use by another Wardroom. Stop that one first, or give this one a database of"
                        + " its own.");
            }
            throw e;
        }
    }

    /// From now on nobody else may have written when the lock is taken anew.
    @Override
    public void own(Sql writer) throws SQLException {
        Notes.put(writer, Notes.OWNER, owner);
        writer.connection().commit();
        owned = true;
    }

    @Override
    public Sql reader() throws SQLException {
        Sql sql = connect(0);
        sql.connection().setReadOnly(true);
        sql.connection().setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        return sql;
    }

    /// One without the lock.
    Sql connect() throws SQLException {
        return connect(ANSWER_SECONDS);
    }

    private Sql connect(int answerSeconds) throws SQLException {
        Connection connection = source(answerSeconds).getConnection();
        try (Statement statement = connection.createStatement()) {
            // Whatever the server's default is: a commit returns when it is on disk.
            // And the server is to notice soon, too, when we are gone.
            statement.execute("""
                    SELECT set_config('synchronous_commit', 'on', FALSE)
                    WHERE current_setting('synchronous_commit') = 'off';
                    SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3""");
            connection.setAutoCommit(false);
            return new Sql(connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /// Asks for an answer, so that a connection that was lost in the meantime shows before anything is written.
    @Override
    public void begin(Sql writer) throws SQLException {
        writer.first("SELECT 1 AS here", row -> row.number("here"));
    }

    @Override
    public Optional<StoreException> refusal(SQLException cause) {
        return switch (category(cause)) {
            case "23" -> Optional.of(new StoreException.Conflict("A change contradicts what is kept."));
            // What the value is like (a zero byte in a text), or that it is too large for an index.
            case "22", "54" -> Optional.of(new StoreException("A change cannot be written.", cause));
            default -> Optional.empty();
        };
    }

    @Override
    public boolean isLost(SQLException cause) {
        return category(cause).equals("08") || category(cause).equals("57");
    }

    /// The first two characters of the SQLSTATE.
    private static String category(SQLException cause) {
        String state = cause.getSQLState();
        return state == null || state.length() < 2 ? "" : state.substring(0, 2);
    }

    @Override
    public boolean hasTable(Sql sql, String table) throws SQLException {
        return sql.first("SELECT to_regclass(?) IS NOT NULL AS found", row -> row.flag("found"), table)
                .orElse(false);
    }

    @Override
    public long lastAccount(Sql sql) throws SQLException {
        return sql.first(
                        "SELECT COALESCE(pg_sequence_last_value(pg_get_serial_sequence('account', 'id')), 0) AS last",
                        row -> row.number("last"))
                .orElse(0L);
    }

    @Override
    public void setLastAccount(Sql sql, long number) throws SQLException {
        if (number > lastAccount(sql)) {
            sql.first("SELECT setval(pg_get_serial_sequence('account', 'id'), ?) AS last", row -> 1L, number);
        }
    }

    // The connections hold everything.
    @Override
    public void close() {}
}
