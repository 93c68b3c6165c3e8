// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.wardroom.store.Change;
import im.wardroom.store.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderTest {

    @TempDir
    private Path parent;

    @Test
    void secondOpenerInTheSameProcessIsRefusedWithTheFolderAndWhatToDo() {
        Path folder = parent.resolve("data");
        try (SqlStore first = SqlStore.open(folder, Options.DEFAULT)) {
            assertThatThrownBy(() -> SqlStore.open(folder, Options.DEFAULT))
                    .isInstanceOf(StoreException.InUse.class)
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining("Stop that one first");
            first.commit(List.of(new Change.PutSetting("still", new byte[] {1})))
                    .join();
        }
    }

    @Test
    void secondProcessIsRefused() throws Exception {
        Path folder = parent.resolve("data");
        Process other = CommitLoop.start(folder, 1);
        try (var lines = other.inputReader()) {
            assertThat(lines.readLine()).isNotNull();
            assertThatThrownBy(() -> SqlStore.open(folder, Options.DEFAULT)).isInstanceOf(StoreException.InUse.class);
        } finally {
            other.destroyForcibly().waitFor();
        }
        SqlStore.open(folder, Options.DEFAULT).close();
    }

    @Test
    void closedStoreCanBeOpenedAgain() {
        Path folder = parent.resolve("data");
        SqlStore.open(folder, Options.DEFAULT).close();
        SqlStore.open(folder, Options.DEFAULT).close();
        assertThat(folder).isDirectory();
    }

    @Test
    void folderAndFilesAreTheOwnersAlone() throws IOException {
        Path folder = parent.resolve("data");
        try (SqlStore store = SqlStore.open(folder, Options.DEFAULT);
                Stream<Path> files = Files.list(folder)) {
            store.commit(List.of(new Change.PutSetting("any", new byte[] {1}))).join();
            assertThat(permissions(folder)).isEqualTo("rwx------");
            assertThat(Files.exists(folder.resolve("wardroom.db-wal"))).isTrue();
            assertThat(files.filter(Files::isRegularFile).map(FolderTest::permissions))
                    .isNotEmpty()
                    .containsOnly("rw-------");
            assertThat(permissions(folder.resolve("native"))).isEqualTo("rwx------");
        }
    }

    @Test
    void folderThatCannotBeMadeIsNamed() throws IOException {
        Path file = Files.createFile(parent.resolve("file"));
        assertThatThrownBy(() -> SqlStore.open(file.resolve("data"), Options.DEFAULT))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(file.toString());
    }

    private static String permissions(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
