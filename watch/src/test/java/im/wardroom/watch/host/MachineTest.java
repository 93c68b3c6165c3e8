// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {

    @TempDir
    Path folder;

    private ProcTree proc;

    @AfterEach
    void clear() throws IOException {
        proc.close();
    }

    @BeforeEach
    void plant() throws IOException {
        proc = new ProcTree(folder);
    }

    @Test
    void aProcessIsKnownByItsExecutableUserAndStart() throws IOException {
        proc.process(42, "/usr/bin/telegram-desktop", "a ) strange (name", "telegram-desktop --", "1");

        Program program = proc.machine().look().holders().getFirst().program();

        assertThat(program.pid()).isEqualTo(42);
        assertThat(program.name()).isEqualTo("telegram-desktop");
        assertThat(program.path()).isEqualTo("/usr/bin/telegram-desktop");
        assertThat(program.isRenamed()).isTrue();
        assertThat(program.user()).isEqualTo("987654");
        assertThat(program.since()).isEqualTo(Instant.parse("2026-03-02T12:01:00Z"));
    }

    @Test
    void anExecutableThatIsGoneIsMarked() throws IOException {
        proc.process(42, "/tmp/x (deleted)", "x", "x", "1");

        Program program = proc.machine().look().holders().getFirst().program();

        assertThat(program.path()).isEqualTo("/tmp/x");
        assertThat(program.isDeleted()).isTrue();
    }

    @Test
    void whatAnInterpreterRunsIsTheProgram() throws IOException {
        proc.process(42, "/usr/bin/python3.13", "gajim", "/usr/bin/python3 -u /usr/bin/gajim --quiet", "1");
        proc.process(43, "/usr/bin/java", "java", "java -Xmx1g -jar /opt/signal-cli.jar", "1");
        proc.process(44, "/usr/bin/wine64-preloader", "LINE.exe", "C:\\Program_Files\\LINE.exe", "1");

        assertThat(proc.machine().look().holders())
                .extracting(holder -> holder.program().name())
                .containsExactlyInAnyOrder("gajim", "signal-cli.jar", "LINE.exe");
    }

    @Test
    void socketsOfEachNetworkAreReadOnceAndFoundAtTheirProcess() throws IOException {
        proc.process(42, "/usr/bin/one", "one", "one", "1");
        proc.process(43, "/usr/bin/two", "two", "two", "1");
        proc.process(44, "/usr/bin/three", "three", "three", "container");
        proc.sockets(42, "tcp", Lines.established("192.0.2.1", 443, 7));
        proc.sockets(43, "tcp", Lines.established("192.0.2.1", 443, 7));
        proc.sockets(44, "udp6", Lines.established("2001:db8::1", 443, 8));
        proc.holds(43, 7);
        proc.holds(44, 8);

        Machine.Snapshot snapshot = proc.machine().look();

        assertThat(snapshot.holders())
                .filteredOn(holder -> holder.program().pid() == 42)
                .allSatisfy(holder -> assertThat(holder.sockets()).isEmpty());
        assertThat(snapshot.holders())
                .filteredOn(holder -> holder.program().pid() == 43)
                .allSatisfy(holder -> assertThat(holder.sockets()).hasSize(1));
        assertThat(snapshot.holders())
                .filteredOn(holder -> holder.program().pid() == 44)
                .allSatisfy(
                        holder -> assertThat(holder.sockets().getFirst().peer()).hasToString("2001:db8::1"));
        assertThat(snapshot.orphans()).isEmpty();
    }

    @Test
    void aSocketWithoutAProcessIsAnOrphan() throws IOException {
        proc.process(42, "/usr/bin/one", "one", "one", "1");
        proc.sockets(42, "tcp", Lines.established("192.0.2.1", 443, 7), Lines.established("192.0.2.1", 444, 0));

        assertThat(proc.machine().look().orphans()).extracting(Socket::peerPort).containsExactly(443);
    }

    @Test
    void socketsBeyondTheLimitAreCounted() throws IOException {
        proc.process(42, "/usr/bin/one", "one", "one", "1");
        proc.sockets(
                42,
                "tcp",
                Lines.established("192.0.2.1", 1, 7),
                Lines.established("192.0.2.1", 2, 8),
                Lines.established("192.0.2.1", 3, 9));

        Machine.Snapshot snapshot = proc.machine(2).look();

        assertThat(snapshot.orphans()).hasSize(2);
        assertThat(snapshot.unread()).isEqualTo(1);
    }

    @Test
    void aProcessThatEndsWhileItIsReadIsNotThere() throws IOException {
        proc.process(42, "/usr/bin/one", "one", "one", "1");
        proc.process(43, "/usr/bin/two", "two", "two", "1");
        Files.delete(proc.folder(42).resolve("status"));
        Files.delete(proc.folder(43).resolve("stat"));

        assertThat(proc.machine().look().holders()).isEmpty();
    }

    @Test
    void anotherNetworksReaderMayEndAndTheNextIsAsked() throws IOException {
        proc.process(42, "/usr/bin/one", "one", "one", "1");
        proc.process(43, "/usr/bin/two", "two", "two", "1");
        proc.sockets(43, "tcp", Lines.established("192.0.2.1", 443, 7));

        assertThat(proc.machine().look().orphans()).hasSize(1);
    }

    @Test
    void withoutProcItSaysSo() {
        assertThatThrownBy(() -> new Machine(folder.resolve("none")).look()).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void processesThatComeAndGoDisturbNothing() throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.exists(Path.of("/proc/self/stat")), "this is not Linux");
        Machine machine = new Machine(Path.of("/proc"));
        Process busy = new ProcessBuilder("sh", "-c", "for i in $(seq 300); do /bin/true & done; wait").start();
        try {
            int looks = 0;
            while (busy.isAlive() || looks < 3) {
                assertThat(machine.look().holders()).isNotEmpty();
                looks++;
            }
        } finally {
            busy.destroyForcibly().waitFor();
        }
    }
}
