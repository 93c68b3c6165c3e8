// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.report;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// What the figures were measured on.
///
/// @param cores of the machine, whatever this process may use of them
public record Machine(String processor, int cores, String kernel, String java, double syncMillis) {

    private static final int SYNCS = 200;

    public static Machine describe() throws IOException {
        List<String> processors = processors();
        return new Machine(
                processors.isEmpty() ? System.getProperty("os.arch", "") : processors.getFirst(),
                Math.max(1, processors.size()),
                System.getProperty("os.name") + ' ' + System.getProperty("os.version"),
                System.getProperty("java.vm.vendor") + ' ' + System.getProperty("java.vm.version"),
                measureSync());
    }

    /// What else the machine is doing; figures of a busy one are rough.
    public static String load() throws IOException {
        Path loadavg = Path.of("/proc/loadavg");
        return Files.isReadable(loadavg)
                ? String.join(" ", List.of(Files.readString(loadavg).split(" ")).subList(0, 3))
                : "";
    }

    private static List<String> processors() throws IOException {
        Path cpuinfo = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(cpuinfo)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(cpuinfo)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .toList();
        }
    }

    /// How long the disk under the temporary folder takes to sync 4 KiB, on average.
    private static double measureSync() throws IOException {
        Path file = Files.createTempFile("wardroom-bench", ".sync");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            long begun = System.nanoTime();
            for (int i = 0; i < SYNCS; i++) {
                channel.write(ByteBuffer.allocate(4096));
                channel.force(false);
            }
            return (System.nanoTime() - begun) / 1e6 / SYNCS;
        } finally {
            Files.delete(file);
        }
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s, %d cores, %s, JDK %s; a sync of 4 KiB takes %.2f ms",
                processor,
                cores,
                kernel,
                java,
                syncMillis);
    }
}
