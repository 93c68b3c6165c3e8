// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.app.audit.KeyFile;
import im.wardroom.app.cli.InProcess.Said;
import im.wardroom.guard.audit.Entry;
import im.wardroom.server.audit.KeptTrail;
import im.wardroom.store.sql.Options;
import im.wardroom.store.sql.SqlStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The audit log as its administrator handles it.
class AuditCommandTest {

    @TempDir
    Path folder;

    private Path data;

    @BeforeEach
    void write() throws IOException {
        data = Files.createDirectory(folder.resolve("data"));
        note(30);
    }

    /// One record a second, from midnight on and further on.
    private void note(int count) throws IOException {
        try (SqlStore store = SqlStore.open(data, Options.DEFAULT)) {
            long had = store.audit().last().map(line -> line.seq()).orElse(0L);
            for (long i = had; i < had + count; i++) {
                Clock clock = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z").plusSeconds(600 * i), ZoneOffset.UTC);
                try (KeptTrail trail = KeptTrail.open(store, KeyFile.orMade(data), clock, KeptTrail.Bounds.DEFAULT)) {
                    trail.note(Entry.of(
                            Entry.Kind.ADMINISTRATION,
                            "admin@localhost",
                            "user-add",
                            Map.of("account", "user" + (i + 1) + "@localhost", "note", "\u001b[31m red")));
                }
            }
        }
    }

    private Said run(String... arguments) {
        return InProcess.run(data, arguments);
    }

    private void tamper(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("wardroom.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TRIGGER IF EXISTS audit_stays");
            statement.execute("DROP TRIGGER IF EXISTS audit_stays_as_it_is");
            statement.execute(sql);
        }
    }

    private Path head(String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("audit", "head"));
        arguments.addAll(List.of(more));
        return Files.writeString(
                Files.createTempFile(folder, "head", ".json"),
                run(arguments.toArray(String[]::new)).text());
    }

    @Test
    void soundLogIsSaidToBeSound() throws IOException {
        assertThat(run("audit", "verify"))
                .isEqualTo(new Said(0, "Records 1 to 30 are as they were written, and none is missing.\n"));
        assertThat(Files.getPosixFilePermissions(data.resolve("audit.key")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void whatWasDoneToTheDatabaseIsFoundAndNamed() throws Exception {
        Path head = head();
        tamper("UPDATE audit SET record = replace(record, 'admin@', 'nobody@') WHERE seq = 7");
        assertThat(run("audit", "verify").text()).startsWith("record 7 was changed");
        tamper("UPDATE audit SET record = replace(record, 'nobody@', 'admin@') WHERE seq = 7");
        assertThat(run("audit", "verify").code()).isZero();

        tamper("DELETE FROM audit WHERE seq BETWEEN 29 AND 30");
        assertThat(run("audit", "verify").text()).startsWith("records 29 to 30 are missing");
        tamper("DELETE FROM audit_head WHERE size > 24");
        tamper("DELETE FROM audit WHERE seq > 24");
        assertThat(run("audit", "verify").code()).isZero();
        assertThat(run("audit", "verify", "--head", head.toString()))
                .isEqualTo(new Said(1, "records 25 to 30 are missing\nThe audit log is not as it was written.\n"));
    }

    @Test
    void recordsOfADayAreCopiedAndTheCopyIsChecked() throws IOException {
        Path copy = folder.resolve("copy.jsonl");
        assertThat(run(
                                "audit",
                                "export",
                                "--from",
                                "2026-01-01T01:00:00Z",
                                "--to",
                                "2026-01-01T02:00:00Z",
                                copy.toString())
                        .text())
                .startsWith("6 records are in");
        assertThat(Files.readAllLines(copy)).hasSize(7);
        assertThat(run("audit", "verify", copy.toString()).text())
                .startsWith("Records 7 to 12 are as they were written");

        List<String> lines = new ArrayList<>(Files.readAllLines(copy));
        lines.remove(2);
        Path bad = Files.write(folder.resolve("bad.jsonl"), lines);
        assertThat(run("audit", "verify", bad.toString()))
                .isEqualTo(new Said(1, "record 9 is missing\nThe audit log is not as it was written.\n"));
        Files.write(bad, Files.readAllLines(copy).subList(0, 6));
        assertThat(run("audit", "verify", bad.toString()).text()).contains("there is no seal at the end");
        assertThat(run("audit", "export", copy.toString()).text()).contains("exists already");
    }

    @Test
    void emptyCopyIsSealedToo() {
        Path copy = folder.resolve("copy.jsonl");
        assertThat(run("audit", "export", "--from", "2030-01-01", copy.toString())
                        .text())
                .startsWith("0 records");
        assertThat(run("audit", "verify", copy.toString()).code()).isZero();
    }

    @Test
    void laterHeadContinuesAnEarlierOneAndNoOther() throws IOException {
        Path earlier = head();
        note(5);
        Path later = head("--after", earlier.toString());
        assertThat(run("audit", "verify", later.toString(), "--head", earlier.toString())
                        .text())
                .startsWith("The log has only grown: from 30 records");
        assertThat(run("audit", "verify", "--head", earlier.toString()).code()).isZero();
        assertThat(run("audit", "verify", later.toString(), "--head", later.toString())
                        .code())
                .isEqualTo(1);
        assertThat(run("audit", "verify", "--head", earlier.toString(), "--key", "other")
                        .text())
                .contains("signed by another key");
    }

    @Test
    void recordsAreShownAndSteerNoTerminal() {
        Said shown = run("audit", "show", "--last", "3");
        assertThat(shown.text().lines()).hasSize(3).last().asString().contains("30  2026-01-01T", "user30@localhost");
        assertThat(shown.text()).doesNotContain("\u001b");
        assertThat(run("audit", "show", "--account", "user4@localhost").text().lines())
                .singleElement()
                .asString()
                .startsWith("4  ");
    }

    @Test
    void mistakesAreExplained() throws IOException {
        assertThat(run("audit", "verify", "nothing.jsonl").text()).contains("there is no file nothing.jsonl");
        assertThat(run("audit", "export", "--from", "soon", "x").text()).contains("--from expects a day");
        assertThat(run("audit", "show", "--last", "0").text()).contains("at least 1");
        Path nonsense = Files.writeString(folder.resolve("nonsense"), "nonsense");
        assertThat(run("audit", "verify", "--head", nonsense.toString()).text()).contains("holds no tree head");
        assertThat(run("audit", "verify", nonsense.toString()).code()).isEqualTo(1);
    }
}
