// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.contender;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// All processes of one server, those that went into the background, too: they carry a mark in their environment.
final class ProcessGroup {

    static final String MARK = "WARDROOM_BENCH_SERVER";
    private static final long MILLIS_PER_TICK = 10;
    private static final int USER_TIME = 11;
    private static final Path PROC = Path.of("/proc");

    private final byte[] mark;

    ProcessGroup(String mark) {
        this.mark = ('\0' + MARK + '=' + mark + '\0').getBytes(StandardCharsets.US_ASCII);
    }

    List<Long> members() {
        try (Stream<Path> entries = Files.list(PROC)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> name.chars().allMatch(Character::isDigit))
                    .map(Long::valueOf)
                    .filter(this::isMarked)
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private boolean isMarked(long pid) {
        try {
            byte[] environment = Files.readAllBytes(PROC.resolve(pid + "/environ"));
            String text = '\0' + new String(environment, StandardCharsets.ISO_8859_1);
            return text.contains(new String(mark, StandardCharsets.US_ASCII));
        } catch (IOException gone) {
            return false;
        }
    }

    /// Processor time of all of them, in user and system mode, in steps of ten milliseconds.
    Duration cpu() throws IOException {
        long ticks = 0;
        for (long pid : members()) {
            String stat = Files.readString(PROC.resolve(pid + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            ticks += Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[USER_TIME + 1]);
        }
        return Duration.ofMillis(ticks * MILLIS_PER_TICK);
    }

    /// Resident memory of all of them, in bytes.
    long resident() throws IOException {
        long kibibytes = 0;
        for (long pid : members()) {
            try (Stream<String> lines = Files.lines(PROC.resolve(pid + "/status"))) {
                kibibytes += lines.filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                        .sum();
            }
        }
        return kibibytes * 1024;
    }
}
