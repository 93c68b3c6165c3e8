// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import im.wardroom.store.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/// Writes one consistent state of a database, whichever it is, to a single SQLite file, while a server may be
/// running on it. Everything whose commit had completed is in it.
public final class Snapshot {

    private Snapshot() {}

    /// May block for long.
    ///
    /// @param file does not exist yet; synced afterwards
    /// @throws StoreException if it cannot be done
    public static void write(Location from, Path file, CopyProgress progress) {
        try (Backend source = Opening.beside(from)) {
            switch (from) {
                case Location.Folder folder -> vacuum(folder, source, file);
                case Location.Postgres _ -> copy(source, file, progress);
            }
            finish(SqliteBackend.beside(file));
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
        } catch (SQLException | IOException e) {
            throw new StoreException("The database " + from + " could not be copied: " + e.getMessage(), e);
        }
    }

    private static void vacuum(Location.Folder folder, Backend source, Path file) throws SQLException {
        if (Files.notExists(folder.database())) {
            throw new StoreException("There is no database " + folder + ".");
        }
        try (Connection connection = source.source().getConnection();
                PreparedStatement statement = connection.prepareStatement("VACUUM INTO ?")) {
            statement.setString(1, file.toString());
            statement.execute();
        }
    }

    private static void copy(Backend source, Path file, CopyProgress progress) throws SQLException {
        Backend target = SqliteBackend.beside(file);
        Schema.migrate(target);
        try (Sql writer = target.writer();
                Copying copying = new Copying(source, target, writer, progress)) {
            copying.copy();
            copying.verify();
        }
    }

    /// The file alone is the whole database then, and belongs to nobody.
    private static void finish(Backend copy) throws SQLException {
        try (Connection connection = copy.source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM store_note WHERE name = 'owner'");
            statement.execute("PRAGMA journal_mode = DELETE");
        }
    }

    /// Looks whether a file is a sound database of a version that this program knows.
    ///
    /// @throws StoreException if it is not
    public static void check(Path file) {
        Backend backend = SqliteBackend.beside(file);
        try (Sql sql = backend.reader()) {
            String found = sql.first("PRAGMA quick_check", row -> row.text("quick_check"))
                    .orElse("nothing");
            if (!found.equals("ok")) {
                throw new StoreException("The database " + file + " is damaged: " + found);
            }
            int version = Schema.version(backend);
            if (version == 0 || version > Schema.VERSION) {
                throw new StoreException("The database " + file + " has version " + version
                        + ", this program knows only up to " + Schema.VERSION + ".");
            }
        } catch (SQLException e) {
            throw new StoreException("The database " + file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
