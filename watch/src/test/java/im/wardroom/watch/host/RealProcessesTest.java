// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.host;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.watch.dissect.Confidence;
import im.wardroom.watch.service.Directory;
import im.wardroom.watch.service.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real programs in a network of their own, where an address of Telegram's answers.
class RealProcessesTest {

    private static final String OF_TELEGRAM = "149.154.167.51";
    private static final String NOBODY = "65534";
    private static final String CONNECT = "exec 3<>/dev/tcp/" + OF_TELEGRAM + "/80; ";

    @TempDir
    Path folder;

    private Namespace network;

    @BeforeEach
    void serve() throws IOException, InterruptedException {
        network = new Namespace(OF_TELEGRAM);
        network.start(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                HoldingServer.class.getName(),
                OF_TELEGRAM,
                "80");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterEach
    void end() throws IOException, InterruptedException {
        if (network != null) {
            network.close();
        }
    }

    /// bash can connect, and is called what a test wants.
    private Process start(String name, String script) throws IOException {
        Path program = Files.copy(Path.of("/bin/bash"), folder.resolve(name));
        return network.start(
                "setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups", program.toString(), "-c", script);
    }

    private List<Sighting> sightings(Process process) throws IOException {
        return new Judgement(Directory.standard(), Programs.standard(), PeerNames.NONE)
                .of(new Machine(Path.of("/proc")).look()).stream()
                        .filter(sighting -> sighting.program()
                                .filter(program -> program.pid() == process.pid())
                                .isPresent())
                        .toList();
    }

    @Test
    void aMessengersProgramIsSeenWithItsUserAndPeer() throws IOException {
        Instant before = Instant.now();
        Process process = start("telegram-desktop", CONNECT + "echo ready; read line <&3");

        assertThat(sightings(process)).singleElement().satisfies(sighting -> {
            Program program = sighting.program().orElseThrow();
            Socket socket = sighting.socket().orElseThrow();
            assertThat(sighting.services()).containsExactly(Service.TELEGRAM);
            assertThat(sighting.confidence()).isEqualTo(Confidence.CERTAIN);
            assertThat(program.path())
                    .isEqualTo(folder.resolve("telegram-desktop").toString());
            assertThat(program.user()).isEqualTo("nobody");
            assertThat(program.uid()).isEqualTo(65534);
            assertThat(program.isDeleted()).isFalse();
            assertThat(program.since())
                    .isBetween(before.minus(Duration.ofMinutes(1)), before.plus(Duration.ofMinutes(1)));
            assertThat(socket.peer()).hasToString(OF_TELEGRAM);
            assertThat(socket.peerPort()).isEqualTo(80);
            assertThat(socket.state()).isEqualTo(Socket.State.ESTABLISHED);
        });
    }

    @Test
    void aProgramThatHidesIsSeenByItsPeer() throws IOException {
        Process process = start("update", CONNECT + "echo -n kworker/0:1 > /proc/$$/comm; echo ready; read line <&3");
        Files.delete(folder.resolve("update"));

        assertThat(sightings(process)).singleElement().satisfies(sighting -> {
            assertThat(sighting.services()).containsExactly(Service.TELEGRAM);
            assertThat(sighting.evidence()).containsExactly("address in 149.154.160.0/20", "calls itself kworker/0:1");
            assertThat(sighting.program().orElseThrow().name()).isEqualTo("update");
            assertThat(sighting.program().orElseThrow().isDeleted()).isTrue();
        });
    }
}
