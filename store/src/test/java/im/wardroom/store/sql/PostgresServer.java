// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A real PostgreSQL server on a free port of loopback, with its data on disk and synced. It can be stopped and
/// started again. Thread-safe once started.
final class PostgresServer implements AutoCloseable {

    private static final class Shared {
        private static final PostgresServer SERVER = start(null);
    }

    private final Map<Path, String> databases = new HashMap<>();
    private final @Nullable Path data;
    private int made;
    private volatile EmbeddedPostgres process;

    private final String fsync;

    private PostgresServer(@Nullable Path data, String fsync) {
        this.data = data;
        this.fsync = fsync;
        this.process = run(0);
    }

    /// One for all tests of this process, which ends with it.
    static PostgresServer shared() {
        return Shared.SERVER;
    }

    /// @param data where it keeps its files, or null for a folder of its own that goes with it
    static PostgresServer start(@Nullable Path data) {
        return new PostgresServer(data, "on");
    }

    /// One that does not sync.
    static PostgresServer careless(Path data) {
        return new PostgresServer(data, "off");
    }

    private EmbeddedPostgres run(int port) {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setServerConfig("fsync", fsync)
                .setServerConfig("synchronous_commit", "off")
                .setCleanDataDirectory(data == null);
        if (data != null) {
            builder.setDataDirectory(data);
        }
        if (port != 0) {
            builder.setPort(port);
        }
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A database that belongs to the folder; empty when it is first asked for.
    synchronized Location.Postgres databaseOf(Path folder) {
        return new Location.Postgres(url(name(folder)));
    }

    private String name(Path folder) {
        String known = databases.get(folder);
        String name = known == null ? emptyDatabase() : known;
        databases.put(folder, name);
        return name;
    }

    // One that a folder of an earlier test had, as a database costs thousands of files.
    private String emptyDatabase() {
        Optional<Path> gone =
                databases.keySet().stream().filter(Files::notExists).findFirst();
        if (gone.isPresent()) {
            String name = Objects.requireNonNull(databases.remove(gone.get()));
            execute(name, "DROP SCHEMA public CASCADE; CREATE SCHEMA public");
            return name;
        }
        String name = "test" + ++made;
        execute("postgres", "CREATE DATABASE " + name);
        return name;
    }

    PostgresUrl url(String database) {
        return new PostgresUrl("localhost", process.getPort(), database, "postgres", "postgres", Map.of());
    }

    void execute(String database, String sql) {
        try (Connection connection = process.getDatabase("postgres", database).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    Optional<String> text(String database, String sql) {
        try (Connection connection = process.getDatabase("postgres", database).getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? Optional.ofNullable(result.getString(1)) : Optional.empty();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void stop() {
        close();
    }

    void startAgain() {
        process = run(process.getPort());
    }

    @Override
    public void close() {
        try {
            process.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
