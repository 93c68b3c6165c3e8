// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.clients;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;

/// A disk that fails when told so, for the started program's data folder: a small library between the program and
/// libc, compiled here, which looks into a control file.
final class FaultyDisk {

    /// The first byte of the control file.
    enum Mood {
        HEALTHY('h'),
        FULL('f'),
        SYNC_FAILS('s'),
        SYNC_FAILS_ONCE('o'),
        SLOW('l');

        private final char letter;

        Mood(char letter) {
            this.letter = letter;
        }
    }

    private static final String SOURCE = "faulty_disk.c";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path library;
    private final Path control;
    private final Path data;

    private FaultyDisk(Path library, Path control, Path data) {
        this.library = library;
        this.control = control;
        this.data = data;
    }

    /// @param folder for the library and the control file
    /// @param data whose files are on that disk
    static FaultyDisk in(Path folder, Path data) throws IOException, InterruptedException {
        Path source = folder.resolve(SOURCE);
        try (InputStream text = FaultyDisk.class.getResourceAsStream(SOURCE)) {
            Files.write(source, text.readAllBytes());
        }
        Path library = folder.resolve("faulty_disk.so");
        try (ChildProcess compiler = ChildProcess.start(new ProcessBuilder(
                "gcc", "-shared", "-fPIC", "-O2", "-Wall", "-o", library.toString(), source.toString(), "-ldl"))) {
            if (compiler.exit(PATIENCE) != 0) {
                throw new AssertionError("it does not compile: " + compiler.lines());
            }
        }
        return new FaultyDisk(library, Files.writeString(folder.resolve("control"), "h"), data.toAbsolutePath());
    }

    /// For the program that is to have it.
    Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD", library.toString(),
                "FAULTY_DISK_CONTROL", control.toString(),
                "FAULTY_DISK_FOLDER", data.toString());
    }

    void is(Mood mood) {
        // Never shorter in between: the library has it mapped.
        try (FileChannel file = FileChannel.open(control, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(new byte[] {(byte) mood.letter}), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
