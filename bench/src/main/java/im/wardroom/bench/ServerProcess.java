// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The real program in a process of its own, on one pinned core where the system can do that.
final class ServerProcess implements AutoCloseable {

    private static final long BYTES_PER_KIB = 1024;

    private final Process process;
    private final Path folder;
    private final InetSocketAddress startTls;

    private ServerProcess(Process process, Path folder, InetSocketAddress startTls) {
        this.process = process;
        this.folder = folder;
        this.startTls = startTls;
    }

    static ServerProcess start(int accounts) throws IOException {
        Path folder = Files.createTempDirectory("wardroom-bench");
        Path data = Files.createDirectory(folder.resolve("data"));
        Accounts.create(data, accounts);
        int port = freePort();
        Path configuration = folder.resolve("wardroom.toml");
        Files.writeString(configuration, """
                [listen]
                starttls = "127.0.0.1:%d"
                direct-tls = "off"
                [stream]
                connections = 100000
                connections-per-address = 100000
                connections-before-sign-in = 10000
                [lockout]
                per-address = 100000
                """.formatted(port));
        List<String> command = new ArrayList<>(pinned());
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "im.wardroom.app.Main",
                "up",
                "--config",
                configuration.toString(),
                "--data",
                data.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        awaitReady(process);
        return new ServerProcess(process, folder, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    /// The first core, if `taskset` is there and there is another core for the load.
    static List<String> pinned() {
        boolean can = Files.isExecutable(Path.of("/usr/bin/taskset"))
                && Runtime.getRuntime().availableProcessors() > 1;
        return can ? List.of("/usr/bin/taskset", "-c", "0") : List.of();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void awaitReady(Process process) throws IOException {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        StringBuilder said = new StringBuilder();
        String line;
        while ((line = output.readLine()) != null) {
            said.append(line).append('\n');
            if (line.contains("is ready")) {
                Thread.ofVirtual().start(() -> output.lines().forEach(ignored -> {}));
                return;
            }
        }
        throw new IOException("the server did not start:\n" + said);
    }

    InetSocketAddress startTls() {
        return startTls;
    }

    /// Processor time that the process has used.
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /// Memory that the process has from the system, in bytes.
    long residentBytes() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            String line = lines.filter(l -> l.startsWith("VmRSS:")).findFirst().orElseThrow();
            return Long.parseLong(line.replaceAll("[^0-9]", "")) * BYTES_PER_KIB;
        }
    }

    /// Live bytes on the heap, after a full collection.
    long liveBytes() throws IOException {
        String histogram = jcmd("GC.class_histogram");
        String total =
                histogram.lines().filter(l -> l.startsWith("Total")).findFirst().orElseThrow();
        return Long.parseLong(total.strip().split(" +")[2]);
    }

    private String jcmd(String command) throws IOException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process asked = new ProcessBuilder(jcmd.toString(), Long.toString(process.pid()), command).start();
        return new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
