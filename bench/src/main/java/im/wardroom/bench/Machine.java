// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/// What the figures were measured on.
record Machine(String processor, int cores, String system, String java, double syncMillis) {

    private static final int SYNCS = 200;

    static Machine describe() throws IOException {
        return new Machine(
                readProcessor(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name") + ' ' + System.getProperty("os.version"),
                System.getProperty("java.vm.name") + ' ' + System.getProperty("java.vm.version"),
                measureSync());
    }

    private static String readProcessor() throws IOException {
        Path cpuinfo = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(cpuinfo)) {
            return System.getProperty("os.arch");
        }
        try (Stream<String> lines = Files.lines(cpuinfo)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        }
    }

    /// How long the disk takes to sync 4 KiB, on average.
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
        return "%s, %d cores, %s, %s; a sync of 4 KiB takes %.2f ms; the server is %s"
                .formatted(
                        processor,
                        cores,
                        system,
                        java,
                        syncMillis,
                        ServerProcess.pinned().isEmpty() ? "not pinned" : "pinned to one core");
    }
}
