// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import java.nio.file.Path;

/// Where a database is. Prints without secrets.
public sealed interface Location {

    /// A SQLite database in the data folder.
    record Folder(Path path) implements Location {

        public Path database() {
            return path.resolve(im.wardroom.store.sql.Folder.DATABASE);
        }

        @Override
        public String toString() {
            return database().toString();
        }
    }

    record Postgres(PostgresUrl url) implements Location {

        @Override
        public String toString() {
            return url.toString();
        }
    }
}
