// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.contender;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Which core is the server's. The script keeps this program on another one.
public final class Cores {

    private static final Path TASKSET = Path.of("/usr/bin/taskset");
    private static final Path ONLINE = Path.of("/sys/devices/system/cpu/online");

    private Cores() {}

    /// What to put before a server's command; nothing where cores cannot be chosen or there is only one.
    public static List<String> pinned() throws IOException {
        boolean can = Files.isExecutable(TASKSET)
                && Files.isReadable(ONLINE)
                && !Files.readString(ONLINE).strip().equals("0");
        return can ? List.of(TASKSET.toString(), "-c", "0") : List.of();
    }
}
