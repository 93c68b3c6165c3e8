// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit;

import im.wardroom.store.sql.Location;
import im.wardroom.store.sql.Options;
import im.wardroom.store.sql.SqlStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/// Folders of stores: a new one gets a copy of an empty database, since making the tables takes longer than the rest of
/// a server's start.
final class FreshStore {

    private static final byte[] EMPTY = empty();

    private FreshStore() {}

    /// A folder with an empty store.
    static Path folder() throws IOException {
        Path folder = Files.createTempDirectory("wardroom-test");
        Files.write(new Location.Folder(folder).database(), EMPTY);
        return folder;
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static byte[] empty() {
        try {
            Path folder = Files.createTempDirectory("wardroom-empty");
            SqlStore.open(folder, Options.DEFAULT).close();
            byte[] database = Files.readAllBytes(new Location.Folder(folder).database());
            delete(folder);
            return database;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
