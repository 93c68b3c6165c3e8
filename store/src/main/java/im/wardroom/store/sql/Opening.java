// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import im.wardroom.store.StoreException;
import java.sql.SQLException;

/// Makes a database ready for a server: brings the tables to the right version, and looks whether it may be used.
final class Opening {

    private Opening() {}

    /// For the one server that uses it. May block.
    ///
    /// @param maxPages how large a SQLite database may become, 0 for any size
    static Backend hold(Location location, long maxPages) {
        return switch (location) {
            case Location.Folder folder -> SqliteBackend.holding(folder.path(), maxPages);
            case Location.Postgres postgres -> PostgresBackend.of(postgres.url());
        };
    }

    /// For reading, while somebody else may use it.
    static Backend beside(Location location) {
        return switch (location) {
            case Location.Folder folder -> SqliteBackend.beside(folder.database());
            case Location.Postgres postgres -> PostgresBackend.of(postgres.url());
        };
    }

    /// The connection that writes, for a server. May block.
    static Sql writer(Backend backend) throws SQLException {
        // It holds the lock that keeps others away. What it prepares is for a connection that sees the new tables.
        try (Sql _ = backend.writer()) {
            Schema.migrate(backend);
        }
        Sql writer = backend.writer();
        try {
            if (Notes.read(writer, Notes.COPY).filter(Notes.COPY_BEGUN::equals).isPresent()) {
                throw new StoreException("The database " + backend.name()
                        + " is a copy that is not complete. Finish it with the same ./wardroom store migrate command,"
                        + " with the server stopped.");
            }
            writer.connection().commit();
            backend.own(writer);
            return writer;
        } catch (SQLException | RuntimeException e) {
            writer.close();
            throw e;
        }
    }
}
