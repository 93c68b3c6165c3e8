// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import im.wardroom.store.StoreException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Moves everything that is kept from one database to another. The source is only read.
///
/// While a server runs on the source, it copies what is there at the beginning, and the copy is not complete.
/// Once that server is stopped, the same call brings over what has changed since, compares both sides and marks
/// the copy as complete. A server starts on complete copies only. It can be interrupted at any point and called
/// again.
public final class Migration {

    /// A table that is the same on both sides.
    ///
    /// @param sha256 over all rows
    public record Verified(String table, long rows, String sha256) {}

    /// @param complete false while a server runs on the source
    /// @param tables what was compared; empty if the copy is not complete
    public record Report(boolean complete, long inserted, long updated, long deleted, List<Verified> tables) {
        public Report {
            tables = List.copyOf(tables);
        }
    }

    /// The source, with what keeps servers away from it, or without if one runs.
    private record Source(Backend backend, @Nullable Sql guard) implements AutoCloseable {

        @Override
        public void close() throws SQLException {
            if (guard != null) {
                guard.close();
            }
            backend.close();
        }
    }

    private Migration() {}

    /// May block for hours.
    ///
    /// @throws StoreException if it cannot be done, in words that say what to do
    public static Report run(Location from, Location to, CopyProgress progress) {
        if (from.equals(to)) {
            throw new StoreException(from + " is where everything is already.");
        }
        try (Source source = source(from);
                Backend target = Opening.hold(to, 0);
                Sql writer = prepared(target)) {
            return run(source, target, writer, progress);
        } catch (SQLException e) {
            throw new StoreException(
                    "The copy from " + from + " to " + to + " stopped: " + e.getMessage()
                            + ". The same command goes on from there.",
                    e);
        }
    }

    private static Report run(Source source, Backend target, Sql writer, CopyProgress progress) throws SQLException {
        try (Copying copying = new Copying(source.backend(), target, writer, progress)) {
            TableCopy.Changed changed = copying.copy();
            boolean complete = source.guard() != null;
            List<Verified> verified = complete ? copying.verify() : List.of();
            if (complete) {
                Notes.put(writer, Notes.COPY, Notes.COPY_COMPLETE);
                writer.connection().commit();
            }
            return new Report(complete, changed.inserted(), changed.updated(), changed.deleted(), verified);
        }
    }

    private static Source source(Location from) throws SQLException {
        if (from instanceof Location.Folder folder && Files.notExists(folder.database())) {
            throw new StoreException("There is no database " + from + ".");
        }
        Source source = opened(from);
        try {
            int version = Schema.version(source.backend());
            if (version != Schema.VERSION) {
                throw new StoreException("The database " + from + " has version " + version + ", and this program "
                        + Schema.VERSION + ". Start the server of this program on it once, or take the newer program.");
            }
            return source;
        } catch (SQLException | RuntimeException e) {
            source.close();
            throw e;
        }
    }

    private static Source opened(Location from) throws SQLException {
        try {
            Backend held = Opening.hold(from, 0);
            return new Source(held, held.writer());
        } catch (StoreException.InUse _) {
            return new Source(Opening.beside(from), null);
        }
    }

    private static Sql prepared(Backend target) throws SQLException {
        try (Sql _ = target.writer()) {
            Schema.migrate(target);
        }
        Sql writer = target.writer();
        try {
            if (Notes.read(writer, Notes.OWNER).isPresent()) {
                throw new StoreException("A server has used the database " + target.name()
                        + " already; what is there would be lost. Name an empty database.");
            }
            if (Notes.read(writer, Notes.COPY).isEmpty() && !isEmpty(writer)) {
                throw new StoreException("The database " + target.name() + " is not empty. Name an empty database.");
            }
            Notes.put(writer, Notes.COPY, Notes.COPY_BEGUN);
            writer.connection().commit();
            return writer;
        } catch (SQLException | RuntimeException e) {
            writer.close();
            throw e;
        }
    }

    private static boolean isEmpty(Sql sql) throws SQLException {
        for (Table table : Table.all(sql)) {
            if (sql.first("SELECT 1 AS one FROM " + table.name() + " LIMIT 1", row -> 1)
                    .isPresent()) {
                return false;
            }
        }
        return true;
    }
}
