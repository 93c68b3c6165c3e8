// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.app.cli.Program.Result;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// The program as people run it: in processes of its own, over the real control socket.
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class ProgramTest {

    @TempDir
    Path folder;

    private Result run(String input, String... arguments) throws IOException, InterruptedException {
        return Program.run(folder, input, arguments);
    }

    private void configure() throws IOException {
        Files.writeString(
                folder.resolve("wardroom.toml"),
                "[listen]\nstarttls = \"127.0.0.1:0\"\ndirect-tls = \"127.0.0.1:0\"\nhttps = \"127.0.0.1:0\"\n"
                        + "[authentication]\nscram-iterations = 4096\n");
    }

    @Test
    void everyCommandSaysItsVersion() throws Exception {
        String version = run("", "--version").output();

        assertThat(version).startsWith("Wardroom ");
        assertThat(run("", "user", "add", "--version").output()).isEqualTo(version);
        assertThat(run("", "watch", "--version").output()).isEqualTo(version);
    }

    @Test
    void withoutAServerTheCommandSaysHowToStartOne() throws Exception {
        configure();
        Result result = run("", "user", "list");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.output()).contains("no server is running on").contains("./wardroom up");
    }

    @Test
    void badConfigurationIsToldWithItsPlace() throws Exception {
        Files.writeString(folder.resolve("wardroom.toml"), "domain = [\"a\"]\n");
        Result result = run("", "config", "check");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.output()).contains("wardroom.toml:1:1").contains("did you mean \"domains\"?");
    }

    private interface Deeds {
        void during(String readyBlock) throws Exception;
    }

    private void whileTheServerRuns(Deeds deeds) throws Exception {
        configure();
        Process server = Program.in(
                        folder, "up", "--demo", "--data", folder.resolve("data").toString())
                .start();
        try (BufferedReader output = server.inputReader()) {
            deeds.during(readyBlock(output));
        } finally {
            server.destroy();
        }
        assertThat(server.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void accountsAreAdministeredWhileTheServerRunsAndItStopsCleanly() throws Exception {
        whileTheServerRuns(readyBlock -> {
            assertThat(readyBlock).contains("admin@localhost", "alice@localhost", "bob@localhost");
            assertThat(run("Quaint-Basalt-9471\n", "user", "add", "juliet"))
                    .isEqualTo(new Result(0, "juliet@localhost was made\n"));
            assertThat(run("", "user", "sign-out", "juliet"))
                    .isEqualTo(new Result(0, "juliet@localhost is signed out, and may sign in again\n"));
            assertThat(run("", "user", "sign-out", "romeo").code()).isEqualTo(1);
            assertThat(run("", "user", "disable", "juliet").code()).isZero();
            assertThat(run("", "user", "list").output()).contains("juliet@localhost\tuser\tdisabled");
            assertThat(run("", "status").output()).contains("accounts of localhost: 4");
            assertThat(run("", "files", "list", "juliet")).isEqualTo(new Result(0, "0 files, 0B\n"));
            assertThat(run("", "files", "remove", "x").output()).contains("there is no file x");
            theGuardIsAdministered();
        });
        assertThat(folder.resolve("data/control.sock")).doesNotExist();
        assertThat(folder.resolve("data/log/wardroom.log")).content().doesNotContain("Quaint");
        assertThat(run(
                                "",
                                "audit",
                                "show",
                                "--last",
                                "100",
                                "--data",
                                folder.resolve("data").toString())
                        .output())
                .contains("account-created", "user-add", "account-disabled", "  server  start", "  server  stop")
                .contains("account=romeo by=\"command line\" cause=\"there is no account romeo@localhost")
                .doesNotContain("Quaint");
    }

    private void theGuardIsAdministered() throws Exception {
        assertThat(run("", "guard", "findings").output()).isEqualTo("nothing was found so far\n");
        assertThat(run("", "guard", "quarantine", "bob", "--reason", "He lost his phone.")
                        .output())
                .isEqualTo("bob@localhost is in quarantine\n");
        assertThat(run("", "guard", "status").output()).contains("accounts in quarantine: 1", "bob@localhost  since");
        String finding = run("", "guard", "findings").output();
        assertThat(finding).contains("officer\tquarantine\tbob@localhost\t-\tonce");
        assertThat(run("", "guard", "explain", finding.substring(0, finding.indexOf('\t')))
                        .output())
                .contains("officer: An officer decided it.", "He lost his phone.", "guard release");
        assertThat(run("", "guard", "explain", "NONE").output()).contains("there is no finding NONE");
        assertThat(run("", "guard", "release", "bob", "--officer", "admin").output())
                .isEqualTo("bob@localhost is not in quarantine any more\n");
        assertThat(run("", "guard", "release", "bob").output())
                .contains("not in quarantine, and nothing of it is held");
        assertThat(run("", "guard", "reload").output()).contains("is in force");
    }

    /// The build leaves its cache out without a word if this fails, and the server is slow at first.
    @Test
    void visitorsWhoTrainTheJvmAreServed() throws Exception {
        configure();
        // They are busier than people may be.
        Files.writeString(folder.resolve("policy.toml"), "[floods]\nmode = \"observe\"\n");
        Result result = run(
                "",
                "up",
                "--demo",
                "--train",
                "1",
                "--data",
                folder.resolve("data").toString());
        assertThat(result.output()).contains("is ready").doesNotContain("unexpected");
        assertThat(result.code()).isZero();
    }

    @Test
    @Tag("slow")
    void whatCannotBeDoneToAnAccountIsExplained() throws Exception {
        whileTheServerRuns(readyBlock -> {
            assertThat(run("short\n", "user", "passwd", "alice").output()).contains("10 are needed");
            Path csv = Files.writeString(folder.resolve("bad.csv"), "new,Quaint-Basalt-9471\nweak,short\n");
            assertThat(run("", "user", "import", csv.toString()).output()).contains("line 2:", "nothing was imported");
            assertThat(run("", "user", "remove", "new").output()).contains("there is no account new@localhost");
        });
        assertThat(folder.resolve("data/log/wardroom.log")).content().doesNotContain("Quaint");
    }

    @Test
    @Tag("slow")
    void archivesAreAdministeredWhileTheServerRuns() throws Exception {
        whileTheServerRuns(readyBlock -> {
            retentionIsSetForAnAccount();
            legalHoldKeepsAnAccount();
        });
    }

    private void retentionIsSetForAnAccount() throws Exception {
        assertThat(run("", "archive", "keep", "alice").output())
                .isEqualTo("alice@localhost keeps all messages, forever\n");
        assertThat(run("", "archive", "keep", "alice", "--for", "90d", "--count", "1000")
                        .output())
                .isEqualTo("alice@localhost keeps the newest 1000 messages, for 90d\n");
        assertThat(run("", "archive", "keep", "alice", "--for", "default").output())
                .isEqualTo("alice@localhost keeps the newest 1000 messages, forever\n");
        assertThat(run("", "archive", "keep", "alice", "--for", "soon").output())
                .contains("--for takes a length of time such as 90d");
    }

    private void legalHoldKeepsAnAccount() throws Exception {
        assertThat(run("", "hold", "add", "alice").output()).contains("alice@localhost is under legal hold");
        assertThat(run("", "archive", "prune").output()).contains("messages removed: 0", "under legal hold: 1");
        assertThat(run("", "hold", "list").output()).isEqualTo("alice@localhost\n");
        assertThat(run("", "user", "list").output()).contains("alice@localhost\tuser\tenabled\theld");
        assertThat(run("", "status").output())
                .contains("archives: all messages, forever", "accounts under legal hold: 1");
        Result removal = run("", "user", "remove", "alice");
        assertThat(removal.code()).isEqualTo(1);
        assertThat(removal.output()).contains("under legal hold and stays; end the hold with: hold remove alice");
        assertThat(run("", "hold", "remove", "alice").code()).isZero();
        assertThat(run("", "user", "remove", "alice").code()).isZero();
    }

    private static String readyBlock(BufferedReader output) throws IOException {
        StringBuilder block = new StringBuilder();
        String line = output.readLine();
        while (line != null) {
            block.append(line).append('\n');
            if (line.contains("bob@localhost")) {
                return block.toString();
            }
            line = output.readLine();
        }
        throw new AssertionError("the server did not get ready:\n" + block);
    }
}
