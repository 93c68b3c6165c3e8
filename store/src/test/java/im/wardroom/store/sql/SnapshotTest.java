// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.wardroom.store.Change;
import im.wardroom.store.Role;
import im.wardroom.store.Samples;
import im.wardroom.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A copy of a running server's database is one state of it, with everything that was acknowledged before.
@Timeout(120)
class SnapshotTest {

    private static final int WRITERS = 8;

    @TempDir
    private Path folder;

    @TempDir
    private Path target;

    private Location location(String backend) {
        return backend.equals("sqlite")
                ? new Location.Folder(folder)
                : PostgresServer.shared().databaseOf(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgres"})
    void everythingAcknowledgedBeforeIsInACopyThatIsMadeUnderLoad(String backend) throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        List<AtomicLong> acknowledged =
                IntStream.range(0, WRITERS).mapToObj(i -> new AtomicLong()).toList();
        long[] before;
        try (SqlStore store = SqlStore.open(location(backend), Options.DEFAULT)) {
            List<Thread> writers = IntStream.range(0, WRITERS)
                    .mapToObj(i -> Thread.ofVirtual().start(() -> write(store, i, acknowledged.get(i), stop)))
                    .toList();
            while (acknowledged.stream().anyMatch(number -> number.get() < 50)) {
                Thread.onSpinWait();
            }
            before = acknowledged.stream().mapToLong(AtomicLong::get).toArray();
            Snapshot.write(location(backend), target.resolve("wardroom.db"), CopyProgress.NONE);
            stop.set(true);
            for (Thread writer : writers) {
                writer.join();
            }
        }
        assertThat(target).isDirectoryContaining(file -> file.endsWith("wardroom.db"));
        try (var files = Files.list(target)) {
            assertThat(files).as("the file alone is the database").hasSize(1);
        }
        Snapshot.check(target.resolve("wardroom.db"));
        try (SqlStore copy = SqlStore.open(target, Options.DEFAULT)) {
            for (int i = 0; i < WRITERS; i++) {
                List<Long> found = History.numbers(copy, History.person(i));
                assertThat(found).hasSizeGreaterThanOrEqualTo(Math.toIntExact(before[i]));
                assertThat(found)
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(1, found.size()).boxed().toList());
            }
        }
    }

    private static void write(SqlStore store, int number, AtomicLong acknowledged, AtomicBoolean stop) {
        var person = History.person(number);
        store.commit(List.of(new Change.CreateAccount(person, Role.USER, Instant.EPOCH, List.of())))
                .join();
        for (long seq = 1; !stop.get(); seq++) {
            store.commit(List.of(Samples.received(person, seq, Instant.EPOCH, new byte[100])))
                    .join();
            acknowledged.set(seq);
        }
    }

    @Test
    void folderWithoutADatabaseIsNamedAndNotMade() {
        Path nowhere = folder.resolve("nowhere");
        assertThatThrownBy(() ->
                        Snapshot.write(new Location.Folder(nowhere), target.resolve("wardroom.db"), CopyProgress.NONE))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(nowhere.toString());
        assertThat(nowhere).doesNotExist();
    }

    @Test
    void fileThatIsNoDatabaseIsNotTakenForOne() throws IOException {
        Path file = Files.writeString(target.resolve("wardroom.db"), "not at all a database, but a text ".repeat(200));
        assertThatThrownBy(() -> Snapshot.check(file)).isInstanceOf(StoreException.class);
    }
}
