// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.wardroom.app.config.Configuration;
import im.wardroom.store.Change;
import im.wardroom.store.Store;
import im.wardroom.store.sql.CopyProgress;
import im.wardroom.store.sql.Options;
import im.wardroom.store.sql.SqlStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A backup has everything, is whole or refused, and takes nothing from anybody.
class BackupTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    private Path folder;

    private Path toml;
    private Configuration configuration;

    @BeforeEach
    void makeInstallation() throws Exception {
        toml = Files.writeString(folder.resolve("wardroom.toml"), "domains = [\"example.org\"]\n");
        configuration = Configuration.load(toml);
        put(configuration.data(), "first");
        Files.createDirectories(configuration.data().resolve("tls"));
        Files.writeString(configuration.data().resolve("tls/key.pem"), "a key");
        Files.createDirectories(configuration.data().resolve("log"));
        Files.writeString(configuration.data().resolve("log/wardroom.log"), "a line");
    }

    private static void put(Path data, String key) {
        try (Store store = SqlStore.open(data, Options.DEFAULT)) {
            store.commit(List.of(new Change.PutSetting(key, new byte[] {1}))).join();
        }
    }

    private static boolean has(Path data, String key) {
        try (Store store = SqlStore.open(data, Options.DEFAULT)) {
            return store.settings().read(key).isPresent();
        }
    }

    private Path backup() throws BackupProblem {
        return new Backup(configuration, toml, NOW, CopyProgress.NONE)
                .write(folder)
                .file();
    }

    private static List<String> restore(Path file, Configuration where, Path toml, boolean replace) throws Exception {
        try (Archive archive = Archive.open(file)) {
            return new Restore(where, toml, replace, NOW, CopyProgress.NONE).run(archive);
        }
    }

    @Test
    void archiveIsItsOwnersAloneAndNamedByItsTime() throws Exception {
        Path file = backup();
        assertThat(file.getFileName()).hasToString("wardroom-20260102-030405.zip");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var left = Files.list(folder)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("wardroom.toml", "data", "wardroom-20260102-030405.zip");
        }
    }

    @Test
    void archiveIsAZipFileThatOtherToolsCanOpen() throws Exception {
        try (ZipFile zip = new ZipFile(backup().toFile())) {
            assertThat(zip.stream().map(Object::toString))
                    .containsExactlyInAnyOrder(
                            "manifest.txt", "wardroom.toml", "data/tls/key.pem", "database/wardroom.db");
        }
    }

    @Test
    void everythingIsThereAfterARestoreIntoANewFolder() throws Exception {
        Path file = backup();
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Path newToml = elsewhere.resolve("wardroom.toml");
        Configuration where = configuration.withData(elsewhere.resolve("data"));
        restore(file, where, newToml, false);
        assertThat(has(where.data(), "first")).isTrue();
        assertThat(where.data().resolve("tls/key.pem")).hasContent("a key");
        assertThat(newToml).hasSameTextualContentAs(toml);
        assertThat(where.data().resolve("restoring")).doesNotExist();
    }

    @Test
    void installationIsNotReplacedUnlessAskedFor() throws Exception {
        Path file = backup();
        put(configuration.data(), "second");
        assertThatThrownBy(() -> restore(file, configuration, toml, false))
                .isInstanceOf(BackupProblem.class)
                .hasMessageContaining("--replace");
        assertThat(has(configuration.data(), "second")).isTrue();
    }

    @Test
    void replacedInstallationIsPutAsideWhole() throws Exception {
        Path file = backup();
        put(configuration.data(), "second");
        Files.writeString(toml, "domains = [\"example.net\"]\n");
        List<String> said = restore(file, configuration, toml, true);
        assertThat(has(configuration.data(), "first")).isTrue();
        assertThat(has(configuration.data(), "second")).isFalse();
        Path before = configuration.data().resolve("before-restore-20260102-030405");
        assertThat(said).anyMatch(line -> line.contains(before.toString()));
        assertThat(has(before, "second")).isTrue();
        assertThat(before.resolve("tls/key.pem")).hasContent("a key");
        assertThat(toml).content().contains("example.net");
        assertThat(folder.resolve("wardroom.toml.restored")).content().contains("example.org");
    }

    @Test
    void archiveWithAnyByteChangedIsRefused() throws Exception {
        Path file = backup();
        byte[] bytes = Files.readAllBytes(file);
        long seed = Long.getLong("wardroom.seed", System.nanoTime());
        System.out.println("wardroom.seed=" + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            // The ends are where the checksum and the table of contents are.
            int at = i < 100 ? bytes.length - 1 - i : random.nextInt(bytes.length);
            byte[] damaged = bytes.clone();
            damaged[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
            assertRefused(damaged);
        }
    }

    @Test
    void archiveThatIsCutOffOrSomethingElseIsRefused() throws Exception {
        byte[] bytes = Files.readAllBytes(backup());
        assertRefused(java.util.Arrays.copyOf(bytes, bytes.length - 1));
        assertRefused(java.util.Arrays.copyOf(bytes, bytes.length / 2));
        assertRefused(new byte[0]);
        assertRefused("some text".repeat(100).getBytes(StandardCharsets.UTF_8));
    }

    private void assertRefused(byte[] content) throws IOException {
        Path file = Files.write(folder.resolve("damaged.zip"), content);
        assertThatThrownBy(() -> Archive.open(file))
                .isInstanceOf(BackupProblem.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void fileThatIsThereAlreadyIsNotOverwritten() throws Exception {
        Path file = backup();
        byte[] before = Files.readAllBytes(file);
        assertThatThrownBy(this::backup).isInstanceOf(BackupProblem.class).hasMessageContaining("exists already");
        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void installationWithoutADatabaseHasNoBackup() throws Exception {
        Configuration empty = configuration.withData(folder.resolve("nothing"));
        assertThatThrownBy(() -> new Backup(empty, toml, NOW, CopyProgress.NONE).write(folder))
                .isInstanceOf(BackupProblem.class)
                .hasMessageContaining("There is no database");
        try (var left = Files.list(folder)) {
            assertThat(left).hasSize(2);
        }
    }
}
