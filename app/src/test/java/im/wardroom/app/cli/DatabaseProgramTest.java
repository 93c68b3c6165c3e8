// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.app.cli.Program.Result;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What an administrator does with the database of a real server: move it, save it, take it back.
@Timeout(180)
@Tag("slow")
class DatabaseProgramTest {

    private static final String SQLITE =
            "[listen]\nstarttls = \"127.0.0.1:0\"\ndirect-tls = \"127.0.0.1:0\"\nhttps = \"127.0.0.1:0\"\n";

    @TempDir
    private Path folder;

    @BeforeEach
    void configure() throws IOException {
        Files.writeString(folder.resolve("wardroom.toml"), SQLITE);
    }

    private Process up(Path where) throws IOException {
        Process server = Program.in(where, "up").start();
        BufferedReader output = server.inputReader();
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.append(line).append('\n');
            if (line.contains("Sign in")) {
                return server;
            }
        }
        throw new AssertionError("the server did not get ready:\n" + said);
    }

    private static void stop(Process server) throws InterruptedException {
        server.destroy();
        assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    private void add(Path where, String name) throws Exception {
        assertThat(Program.run(where, "Quaint-Basalt-9471\n", "user", "add", name)
                        .output())
                .contains("was made");
    }

    @Test
    void liveInstallationMovesToPostgresAndServesFromThere() throws Exception {
        try (EmbeddedPostgres postgres =
                EmbeddedPostgres.builder().setServerConfig("fsync", "on").start()) {
            String url = "postgresql://postgres@localhost:" + postgres.getPort() + "/postgres";
            Process server = up(folder);
            add(folder, "juliet");
            Result first = Program.run(folder, "mellon\n", "store", "migrate", "--to", url);
            assertThat(first.code()).as(first.output()).isEqualTo(3);
            assertThat(first.output()).contains("100 % copied", "stop that server and run the same command again");
            add(folder, "romeo");
            stop(server);

            Result second = Program.run(folder, "mellon\n", "store", "migrate", "--to", url);
            assertThat(second.code()).as(second.output()).isZero();
            assertThat(second.output())
                    .contains("Both sides are the same", "[store]", ":PASSWORD@localhost")
                    .doesNotContain("mellon");

            Files.writeString(
                    folder.resolve("wardroom.toml"),
                    SQLITE + "[store]\nurl = \"" + url.replace("postgres@", "postgres:mellon@") + "\"\n");
            server = up(folder);
            assertThat(Program.run(folder, "", "user", "list").output())
                    .contains("juliet@localhost", "romeo@localhost");
            Result saved = Program.run(
                    folder, "", "backup", folder.resolve("saved.zip").toString());
            assertThat(saved.code()).as(saved.output()).isZero();
            stop(server);

            restoredServes(folder.resolve("saved.zip"));
        }
    }

    // From PostgreSQL into SQLite: the file is the same.
    private void restoredServes(Path file) throws Exception {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("wardroom.toml"), SQLITE);
        Result restored = Program.run(elsewhere, "", "restore", file.toString());
        assertThat(restored.code()).as(restored.output()).isZero();
        Process server = up(elsewhere);
        assertThat(Program.run(elsewhere, "", "user", "list").output()).contains("juliet@localhost", "romeo@localhost");
        stop(server);
    }

    @Test
    void backupOfARunningServerIsTakenBackAndARunningServerIsNotReplaced() throws Exception {
        Process server = up(folder);
        add(folder, "juliet");
        Path file = folder.resolve("saved.zip");
        assertThat(Program.run(folder, "", "backup", file.toString()).output()).contains("was written", "restore");
        add(folder, "romeo");
        Result running = Program.run(folder, "", "restore", file.toString(), "--replace");
        assertThat(running.code()).isEqualTo(1);
        assertThat(running.output()).contains("the backup is sound", "Stop it and run the same command again");
        assertThat(Program.run(folder, "", "user", "list").output()).contains("romeo@localhost");
        stop(server);

        assertThat(Program.run(folder, "", "restore", file.toString()).output()).contains("--replace");
        Result replaced = Program.run(folder, "", "restore", file.toString(), "--replace");
        assertThat(replaced.code()).as(replaced.output()).isZero();
        server = up(folder);
        assertThat(Program.run(folder, "", "user", "list").output())
                .contains("juliet@localhost")
                .doesNotContain("romeo@localhost");
        stop(server);
    }

    @Test
    void databaseThatIsNotThereStopsTheStartWithFileAndLine() throws Exception {
        Files.writeString(
                folder.resolve("wardroom.toml"),
                SQLITE + "[store]\nurl = \"postgresql://a:mellon@localhost:1/chat\"\n");
        long line = SQLITE.lines().count() + 2;
        Result result = Program.run(folder, "", "up");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.output())
                .contains("wardroom.toml:" + line + ":1: ", "postgresql://a:***@localhost:1/chat", "cannot be used")
                .doesNotContain("mellon");
    }
}
