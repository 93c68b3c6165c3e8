// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.wardroom.server.credential.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlSocketTest {

    @TempDir
    Path data;

    private static final ControlServer.Handler ECHO = (request, progress) -> {
        progress.accept(500);
        return Reply.Done.of(request.toFields().toArray(String[]::new));
    };

    @Test
    void requestIsAnsweredWithProgressBefore() throws IOException {
        List<Integer> steps = new ArrayList<>();
        try (ControlServer _ = ControlServer.open(data, ECHO)) {
            Reply reply = ControlClient.ask(data, new Request.Add("jülia", new Secret("p w\n\t"), true), steps::add);
            assertThat(reply).isEqualTo(Reply.Done.of("Add", "jülia", "p w\n\t", "true"));
        }
        assertThat(steps).containsExactly(500);
    }

    @Test
    void onlyTheOwnerCanOpenIt() throws IOException {
        try (ControlServer _ = ControlServer.open(data, ECHO)) {
            assertThat(Files.getPosixFilePermissions(data)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
            assertThat(Files.getPosixFilePermissions(data.resolve("control.sock")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Test
    void socketOfADeadServerIsReplacedAndOfALivingOneIsNot() throws IOException {
        Files.createFile(data.resolve("control.sock"));
        try (ControlServer _ = ControlServer.open(data, ECHO)) {
            assertThatThrownBy(() -> ControlServer.open(data, ECHO)).hasMessageContaining("is running on");
            assertThat(ControlClient.isRunning(data)).isTrue();
        }
        assertThat(ControlClient.isRunning(data)).isFalse();
    }

    @Test
    void folderWithALongPathWorks() throws IOException {
        Path deep = data.resolve("d".repeat(120));
        try (ControlServer _ = ControlServer.open(deep, ECHO)) {
            assertThat(ControlClient.ask(deep, new Request.Status(), _ -> {})).isEqualTo(Reply.Done.of("Status"));
        }
    }

    @Test
    void unexpectedFailureIsToldToTheClient() throws IOException {
        try (ControlServer _ = ControlServer.open(data, (_, _) -> {
            throw new IllegalStateException("broken");
        })) {
            assertThat(ControlClient.ask(data, new Request.Status(), _ -> {})).isInstanceOf(Reply.Failed.class);
        }
    }
}
