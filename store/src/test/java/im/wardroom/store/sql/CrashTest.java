// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.store.MessageLog;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// An acknowledgement means durable: a process is killed while it commits, again and again.
@Tag("slow")
class CrashTest {

    private static final int ACCOUNTS = 8;
    private static final int KILLS = 4;

    @TempDir
    private Path folder;

    private final long[] acknowledged = new long[ACCOUNTS];

    @RepeatedTest(2)
    @Timeout(120)
    void everythingAcknowledgedIsFoundOnceAndInOrderAfterAKill() throws Exception {
        long seed = Long.getLong("wardroom.seed", System.nanoTime());
        System.out.println("wardroom.seed=" + seed);
        Random random = new Random(seed);
        for (int round = 0; round < KILLS; round++) {
            commitAndKill(1 + random.nextInt(3000));
            assertThat(Database.text(folder, "PRAGMA integrity_check")).isEqualTo("ok");
            assertNothingLost();
        }
    }

    @Test
    @Timeout(60)
    void killedProcessesLeaveOneUnpackedLibraryAtMost() throws Exception {
        for (int i = 0; i < 3; i++) {
            commitAndKill(1);
            try (var files = Files.list(folder.resolve("native"))) {
                assertThat(files.filter(file -> !file.toString().endsWith(".lck")))
                        .hasSize(1);
            }
        }
    }

    private void commitAndKill(int afterLines) throws IOException, InterruptedException {
        Process child = CommitLoop.start(folder, ACCOUNTS);
        try (BufferedReader lines = child.inputReader(StandardCharsets.UTF_8)) {
            int read = 0;
            String previous = null;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (++read == afterLines) {
                    // Through the handle: it leaves open the pipe, in which the last lines still are.
                    child.toHandle().destroyForcibly();
                }
                // One behind: the last line may be cut off.
                note(previous);
                previous = line;
            }
            assertThat(read).isGreaterThanOrEqualTo(afterLines);
        } finally {
            child.destroyForcibly().waitFor();
        }
    }

    private void note(@org.jspecify.annotations.Nullable String line) {
        if (line != null) {
            String[] words = line.split(" ");
            acknowledged[Integer.parseInt(words[0])] = Long.parseLong(words[1]);
        }
    }

    private void assertNothingLost() {
        try (SqlStore store = SqlStore.open(folder, Options.DEFAULT)) {
            for (int account = 0; account < ACCOUNTS; account++) {
                List<MessageLog.Entry> log = store.messages().read(CommitLoop.account(account), 0, Integer.MAX_VALUE);
                assertThat(log).hasSizeGreaterThanOrEqualTo(Math.toIntExact(acknowledged[account]));
                for (int i = 0; i < log.size(); i++) {
                    assertThat(log.get(i).seq()).isEqualTo(i + 1);
                    assertThat(log.get(i).stanza()).isEqualTo(CommitLoop.content(account, i + 1));
                }
            }
        }
    }
}
