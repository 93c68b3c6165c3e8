// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.scanner;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

/// Debian's clamd with signatures that are made here, in a folder of the test, on loopback. The tests of the started
/// program have it, too. Stopped with the test.
public final class RealClamd implements AutoCloseable {

    private static final String PROGRAM = "/usr/sbin/clamd";
    private static final Path FILES = Path.of("/usr/share/clamav-testfiles");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path folder;
    private final int port;
    private Process process;

    private RealClamd(Path folder) throws IOException {
        this.folder = folder;
        this.port = freePort();
        signatures();
        Files.writeString(folder.resolve("clamd.conf"), """
                LocalSocket %1$s/clamd.sock
                TCPSocket %2$d
                TCPAddr 127.0.0.1
                DatabaseDirectory %1$s/db
                Foreground yes
                StreamMaxLength 2M
                MaxThreads 4
                """.formatted(folder, port));
        this.process = run();
    }

    /// Starts it, and waits until it answers. Skipped where it is not installed, unless it has to be.
    public static RealClamd start(Path folder) throws IOException {
        require(PROGRAM, Files.isExecutable(Path.of(PROGRAM)) && Files.isDirectory(FILES));
        return new RealClamd(folder);
    }

    static void require(String program, boolean there) {
        if (!there && "required".equals(System.getenv("WARDROOM_TEST_CLIENTS"))) {
            throw new AssertionError(program + ", or what belongs to it, is not installed");
        }
        Assumptions.assumeTrue(there, program + " is not installed; .ci/run does that");
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// Hashes of the test file of EICAR, and of Debian's test files.
    private void signatures() throws IOException {
        StringBuilder lines = new StringBuilder();
        add(lines, "Eicar-Test", TestFile.infected().read(0, 100));
        for (Path file : testFiles()) {
            add(lines, "Test-" + file.getFileName(), Files.readAllBytes(file));
        }
        Files.createDirectories(folder.resolve("db"));
        Files.writeString(folder.resolve("db/test.hdb"), lines);
    }

    private static void add(StringBuilder lines, String name, byte[] bytes) {
        try {
            String md5 =
                    HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
            lines.append(md5)
                    .append(':')
                    .append(bytes.length)
                    .append(':')
                    .append(name)
                    .append('\n');
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<Path> testFiles() throws IOException {
        try (Stream<Path> all = Files.list(FILES)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private Process run() throws IOException {
        Process started =
                run(folder, PROGRAM, "-c", folder.resolve("clamd.conf").toString());
        await(new ScannerSpec.ClamdSpec("clamd", new Endpoint.Tcp("127.0.0.1", port)).scanner());
        return started;
    }

    /// Its output goes into the folder.
    static Process run(Path folder, String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        // A test run that is stopped half-way must not leave scanners behind.
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(process::destroyForcibly));
        return process;
    }

    static void await(Scanner scanner) {
        Awaitility.await()
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> !scanner.signatures(PATIENCE).isEmpty());
    }

    int port() {
        return port;
    }

    public Path socket() {
        return folder.resolve("clamd.sock");
    }

    /// SIGKILL.
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /// SIGSTOP: it takes connections, and does not answer.
    void freeze() throws IOException, InterruptedException {
        signal("-STOP");
    }

    void thaw() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
    }

    public void startAgain() throws IOException {
        process = run();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
