// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.watch.host.Lines;
import im.wardroom.watch.host.Machine;
import im.wardroom.watch.host.PeerNames;
import im.wardroom.watch.host.ProcTree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class HostCommandTest {

    private static final Instant NOW = Instant.parse("2026-03-02T13:00:00Z");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    private ProcTree proc;

    @AfterEach
    void clear() throws IOException {
        proc.close();
    }

    @BeforeEach
    void plant() throws IOException {
        proc = new ProcTree(Files.createDirectory(folder.resolve("proc")));
        proc.process(42, "/opt/tele\u001b[31mgram/Telegram", "Telegram", "Telegram", "1");
        proc.process(43, "/usr/bin/curl", "curl", "curl https://example.org", "1");
        proc.process(44, "/usr/sbin/ngircd", "ngircd", "ngircd", "1");
        proc.process(45, "/usr/bin/slack", "slack", "slack", "1");
        proc.sockets(
                42,
                "tcp",
                Lines.established("149.154.167.51", 443, 7),
                Lines.established("192.0.2.1", 443, 8),
                Lines.listening("0.0.0.0", 6667, 9));
        proc.holds(42, 7);
        proc.holds(43, 8);
        proc.holds(44, 9);
    }

    private int run(Rounds rounds, String... arguments) {
        return run(proc.machine(), rounds, arguments);
    }

    private int run(Machine machine, Rounds rounds, String... arguments) {
        Terminal terminal = new Terminal(
                InputStream.nullInputStream(),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                false);
        PeerNames.Resolver nobody = name -> {
            throw new UnknownHostException(name);
        };
        return new CommandLine(new HostCommand(terminal, machine, nobody, InstantSource.fixed(NOW), rounds))
                .setErr(new java.io.PrintWriter(terminal.err(), true))
                .execute(arguments);
    }

    private static final Rounds ONCE = pause -> false;

    @Test
    void aTableSaysWhichProgramTalksToWhom() {
        assertThat(run(ONCE)).isZero();
        assertThat(out.toString(UTF_8))
                .contains("SERVICE   PROGRAM   PID  USER    PROTOCOL  LOCAL           PEER                STATE")
                .contains("telegram  Telegram  42   987654  tcp       10.0.0.2:40000  149.154.167.51:443  established  "
                        + "2026-03-02 12:01:00  address in 149.154.160.0/20; program telegram  "
                        + "/opt/tele?[31mgram/Telegram")
                .doesNotContain("curl");
    }

    @Test
    void aKnownProgramWithoutPeersIsThereAsWell() {
        assertThat(run(ONCE)).isZero();
        assertThat(out.toString(UTF_8))
                .containsPattern("slack +slack +45 +987654 +- +- +- ")
                .containsPattern("irc +ngircd +44 +987654 +- +- +- ");
    }

    @Test
    void serversAreShownOnRequest() {
        assertThat(run(ONCE, "--listening")).isZero();
        assertThat(out.toString(UTF_8)).containsPattern("irc +ngircd +44 +987654 +tcp +0.0.0.0:6667 +- +listening ");
        assertThat(out.toString(UTF_8).lines().filter(line -> line.contains("ngircd")))
                .hasSize(1);
    }

    @Test
    void everyProgramWithAPeerIsShownOnRequest() {
        assertThat(run(ONCE, "--all")).isZero();
        assertThat(out.toString(UTF_8)).containsPattern("- +curl +43 +987654 +tcp +10.0.0.2:40000 +192.0.2.1:443 ");
    }

    @Test
    void machinesReadALineForEach() {
        assertThat(run(ONCE, "--json")).isZero();
        assertThat(out.toString(UTF_8).lines().filter(line -> line.contains("telegram")))
                .containsExactly(
                        "{\"time\":\"2026-03-02T13:00:00Z\",\"service\":\"telegram\",\"confidence\":\"certain\","
                                + "\"evidence\":\"address in 149.154.160.0/20; program telegram\",\"program\":\"Telegram\","
                                + "\"path\":\"/opt/tele\\u001b[31mgram/Telegram\",\"deleted\":0,\"title\":\"Telegram\","
                                + "\"pid\":42,\"user\":\"987654\",\"uid\":987654,\"since\":\"2026-03-02T12:01:00Z\","
                                + "\"protocol\":\"tcp\",\"state\":\"established\",\"local\":\"10.0.0.2\",\"local_port\":40000,"
                                + "\"peer\":\"149.154.167.51\",\"peer_port\":443,\"socket_uid\":1000}");
    }

    @Test
    void theNextLooksShowWhatHasComeAndGone() {
        int[] looks = {0};
        Rounds rounds = pause -> {
            try {
                switch (++looks[0]) {
                    case 1 -> {
                        proc.process(50, "/usr/bin/irssi", "irssi", "irssi", "1");
                        Files.delete(proc.folder(45).resolve("stat"));
                    }
                    case 2 -> Files.delete(proc.folder(50).resolve("stat"));
                    default -> {}
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return looks[0] < 4;
        };

        assertThat(run(rounds, "--watch", "5")).isZero();
        assertThat(out.toString(UTF_8).lines().filter(line -> line.contains("2026-03-02 13:00:00")))
                .satisfiesExactly(
                        line -> assertThat(line).contains("  new  irc  irssi  50  "),
                        line -> assertThat(line).contains("  gone  slack  slack  45  "),
                        line -> assertThat(line).contains("  gone  irc  irssi  50  "));
    }

    @Test
    void nothingFoundIsSaid() throws IOException {
        ProcTree empty = new ProcTree(Files.createDirectory(folder.resolve("empty")));

        assertThat(run(empty.machine(), ONCE)).isZero();
        assertThat(out.toString(UTF_8).strip()).isEqualTo("No program talks to a messenger.");
    }

    @Test
    void withoutLinuxItSaysWhatIsMissing() {
        assertThat(run(new Machine(folder.resolve("none")), ONCE)).isEqualTo(1);
        assertThat(err.toString(UTF_8)).contains("this needs Linux and its /proc, which is not there");
    }

    @Test
    void aSystemThatHidesProcessesIsSaid() throws IOException {
        Files.delete(proc.folder(1));

        assertThat(run(ONCE)).isZero();
        assertThat(err.toString(UTF_8)).contains("hides the processes of other users");
    }

    @Test
    void aPauseThatIsNoneIsRefused() {
        assertThat(run(ONCE, "--watch", "-1")).isEqualTo(2);
    }

    @Test
    void aWrongListIsSaid() throws IOException {
        Path list = Files.writeString(folder.resolve("more.tsv"), "nonsense\n");

        assertThat(run(ONCE, "--programs", list.toString())).isEqualTo(1);
        assertThat(err.toString(UTF_8)).contains("more.tsv, line 1: expected program,");
        assertThat(run(ONCE, "--programs", "none.tsv")).isEqualTo(1);
        assertThat(err.toString(UTF_8)).contains("there is no file none.tsv");
    }
}
