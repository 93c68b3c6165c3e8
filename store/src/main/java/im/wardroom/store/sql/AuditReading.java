// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import im.wardroom.store.Audit;
import im.wardroom.store.StoreException;
import java.nio.file.Files;
import java.sql.SQLException;

/// The audit log of a database, read while a server may be running on it.
public final class AuditReading implements AutoCloseable {

    private final Backend backend;
    private final Readers readers;

    private AuditReading(Backend backend, Readers readers) {
        this.backend = backend;
        this.readers = readers;
    }

    /// May block.
    ///
    /// @throws StoreException if there is no such database, or it has no audit log
    public static AuditReading of(Location location) {
        if (location instanceof Location.Folder folder && Files.notExists(folder.database())) {
            throw new StoreException("There is no database " + location + ".");
        }
        Backend backend = Opening.beside(location);
        try (Sql sql = backend.reader()) {
            if (!backend.hasTable(sql, "audit")) {
                throw new StoreException("The database " + location + " has no audit log.");
            }
            return new AuditReading(backend, new Readers(backend, 1, Options.DEFAULT.readWait()));
        } catch (SQLException e) {
            backend.close();
            throw new StoreException("The database " + location + " cannot be read: " + e.getMessage(), e);
        } catch (StoreException e) {
            backend.close();
            throw e;
        }
    }

    public Audit audit() {
        return new AuditTable(readers);
    }

    @Override
    public void close() {
        readers.close();
        backend.close();
    }
}
