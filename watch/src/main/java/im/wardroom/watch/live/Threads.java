// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What the threads of this process may do, as Linux tells it (proc_pid_status(5)).
final class Threads {

    private static final Path ALL = Path.of("/proc/self/task");
    private static final Path SELF = Path.of("/proc/thread-self/status");
    private static final List<String> CAPABILITIES = List.of("CapPrm:", "CapEff:", "CapAmb:");

    private Threads() {}

    /// @throws TapException if a thread is somebody else or has a capability
    static void checkAll(int uid) throws IOException {
        List<Path> threads;
        try (Stream<Path> found = Files.list(ALL)) {
            threads = found.toList();
        }
        for (Path thread : threads) {
            try {
                check(thread.resolve("status"), Integer.toUnsignedString(uid));
            } catch (NoSuchFileException e) {
                // It has ended meanwhile.
                continue;
            }
        }
    }

    /// @throws TapException if this thread has a capability
    static void checkSelf() throws IOException {
        for (String line : Files.readAllLines(SELF)) {
            checkCapability(line);
        }
    }

    private static void check(Path status, String uid) throws IOException {
        for (String line : Files.readAllLines(status)) {
            checkCapability(line);
            if (line.startsWith("Uid:") && !line.substring(4).strip().equals(String.join("\t", uid, uid, uid, uid))) {
                throw kept(line);
            }
        }
    }

    private static void checkCapability(String line) throws TapException {
        boolean isCapability = CAPABILITIES.stream().anyMatch(line::startsWith);
        if (isCapability
                && line.substring(line.indexOf(':') + 1).strip().chars().anyMatch(digit -> digit != '0')) {
            throw kept(line);
        }
    }

    private static TapException kept(String line) {
        return new TapException("rights were given up, but Linux says: " + line.replace('\t', ' '));
    }
}
