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

/// Debian's clamd, with signatures that are made here, and Debian's c-icap with its module that asks this clamd: both
/// in a folder of the test, on loopback. Stopped with the test.
public final class RealScanners implements AutoCloseable {

    private static final Path FILES = Path.of("/usr/share/clamav-testfiles");
    private static final Path MODULES = Path.of("/usr/lib/x86_64-linux-gnu/c_icap");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path folder;
    private final int port;
    private final int icapPort;
    private Process clamd;
    private final Process icap;

    private RealScanners(Path folder) throws IOException {
        this.folder = folder;
        this.port = freePort();
        this.icapPort = freePort();
        signatures();
        configure();
        clamd = clamd();
        icap = run("c-icap", "-N", "-f", folder.resolve("icap.conf").toString());
        await(new Icap("icap", new Endpoint.Tcp("127.0.0.1", icapPort), "avscan", Icap.Method.RESPMOD));
    }

    /// Starts both, and waits until they answer. Skipped where they are not installed, unless they have to be.
    public static RealScanners start(Path folder) throws IOException {
        for (String program : List.of("/usr/sbin/clamd", "/usr/bin/c-icap")) {
            boolean there =
                    Files.isExecutable(Path.of(program)) && Files.isDirectory(FILES) && Files.isDirectory(MODULES);
            if (!there && "required".equals(System.getenv("WARDROOM_TEST_CLIENTS"))) {
                throw new AssertionError(program + ", its module or the test files are not installed");
            }
            Assumptions.assumeTrue(there, program + " is not installed; .ci/run does that");
        }
        return new RealScanners(folder);
    }

    private static int freePort() throws IOException {
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

    private void configure() throws IOException {
        Files.writeString(folder.resolve("clamd.conf"), """
                LocalSocket %1$s/clamd.sock
                TCPSocket %2$d
                TCPAddr 127.0.0.1
                DatabaseDirectory %1$s/db
                Foreground yes
                StreamMaxLength 2M
                MaxThreads 4
                """.formatted(folder, port));
        Files.createDirectories(folder.resolve("icap"));
        Files.writeString(folder.resolve("icap.conf"), """
                PidFile %1$s/icap/pid
                CommandsSocket %1$s/icap/ctl
                ServerLog %1$s/icap/server.log
                AccessLog %1$s/icap/access.log
                TmpDir %1$s/icap
                StartServers 1
                MaxServers 1
                MinSpareThreads 2
                MaxSpareThreads 10
                ThreadsPerChild 10
                Port 127.0.0.1:%3$d
                ServerName test
                ServerAdmin nobody
                MaxMemObject 131072
                ModulesDir %4$s
                ServicesDir %4$s
                TemplateDir /usr/share/c_icap/templates/
                LoadMagicFile /etc/c-icap/c-icap.magic
                Service antivirus_module virus_scan.so
                ServiceAlias avscan virus_scan?allow204=on&sizelimit=off&mode=simple
                virus_scan.ScanFileTypes TEXT DATA EXECUTABLE ARCHIVE GIF JPEG MSOFFICE DOCUMENT GRAPHICS
                virus_scan.MaxObjectSize 5M
                virus_scan.DefaultEngine clamd
                Module common clamd_mod.so
                clamd_mod.ClamdHost 127.0.0.1
                clamd_mod.ClamdPort %2$d
                """.formatted(folder, port, icapPort, MODULES));
    }

    private Process clamd() throws IOException {
        Process started =
                run("/usr/sbin/clamd", "-c", folder.resolve("clamd.conf").toString());
        await(overTcp().scanner());
        return started;
    }

    private Process run(String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        // A test run that is stopped half-way must not leave scanners behind.
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(process::destroyForcibly));
        return process;
    }

    private static void await(Scanner scanner) {
        Awaitility.await()
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> !scanner.signatures(PATIENCE).isEmpty());
    }

    ScannerSpec overTcp() {
        return new ScannerSpec.ClamdSpec("clamd over TCP", new Endpoint.Tcp("127.0.0.1", port));
    }

    ScannerSpec overSocket() {
        return new ScannerSpec.ClamdSpec("clamd", new Endpoint.Unix(folder.resolve("clamd.sock")));
    }

    ScannerSpec overIcap(Icap.Method method) {
        return new ScannerSpec.IcapSpec("c-icap " + method, new Endpoint.Tcp("127.0.0.1", icapPort), "avscan", method);
    }

    List<ScannerSpec> all() {
        return List.of(overTcp(), overSocket(), overIcap(Icap.Method.RESPMOD), overIcap(Icap.Method.REQMOD));
    }

    /// SIGKILL.
    void killClamd() throws InterruptedException {
        clamd.destroyForcibly().waitFor();
    }

    /// SIGSTOP: it takes connections, and does not answer.
    void freezeClamd() throws IOException, InterruptedException {
        signal("-STOP");
    }

    void thawClamd() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", signal, Long.toString(clamd.pid())).start().waitFor();
    }

    void startClamdAgain() throws IOException {
        clamd = clamd();
    }

    @Override
    public void close() {
        for (Process process : List.of(icap, clamd)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
