// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.wardroom.store.Change;
import im.wardroom.store.Store;
import im.wardroom.store.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Everything that can grow has a bound, and reaching it has an answer.
class LimitsTest {

    @TempDir
    private Path folder;

    private static Change setting(String key, int size) {
        return new Change.PutSetting(key, new byte[size]);
    }

    @Test
    void fullQueueFailsAtOnceAndWhatWasAcceptedIsStillWritten() throws SQLException {
        try (SqlStore store = SqlStore.open(folder, Options.DEFAULT.withWaiting(2, 1 << 20))) {
            List<CompletableFuture<Void>> calls = new ArrayList<>();
            try (Connection other = Database.connect(folder);
                    Statement statement = other.createStatement()) {
                statement.execute("BEGIN IMMEDIATE");
                for (int i = 0; i < 10; i++) {
                    calls.add(store.commit(List.of(setting("key" + i, 1))));
                }
                assertThat(calls.getLast()).isCompletedExceptionally();
                statement.execute("ROLLBACK");
            }
            for (int i = 0; i < 10; i++) {
                Throwable failure = calls.get(i).handle((done, error) -> error).join();
                assertThat(failure == null)
                        .isEqualTo(store.settings().read("key" + i).isPresent());
                if (failure != null) {
                    assertThat(failure).isInstanceOf(StoreException.Overloaded.class);
                }
            }
            // The writer holds none, one or two calls when the queue of two is full.
            assertThat(calls.stream().filter(CompletableFuture::isCompletedExceptionally))
                    .hasSizeBetween(6, 8);
        }
    }

    @Test
    void queueIsBoundedInBytesToo() {
        CommitQueue queue = new CommitQueue(1000, 10_000);
        queue.offer(Pending.of(List.of(setting("a", 5000)), null));
        assertThatThrownBy(() -> queue.offer(Pending.of(List.of(setting("b", 5000)), null)))
                .isInstanceOf(StoreException.Overloaded.class);
        assertThat(queue.take(10, Long.MAX_VALUE)).hasSize(1);
        queue.offer(Pending.of(List.of(setting("b", 5000)), null));
        assertThat(queue.take(10, Long.MAX_VALUE)).hasSize(1);
    }

    @Test
    void fullQueueTakesNothingUntilItHasDrainedToHalf() {
        CommitQueue queue = new CommitQueue(4, 1 << 20);
        for (int i = 0; i < 4; i++) {
            queue.offer(Pending.of(List.of(), null));
        }
        assertOverloaded(queue);
        queue.take(1, Long.MAX_VALUE);
        assertOverloaded(queue);
        queue.take(1, Long.MAX_VALUE);
        queue.offer(Pending.of(List.of(), null));
        queue.offer(Pending.of(List.of(), null));
        assertOverloaded(queue);
    }

    private static void assertOverloaded(CommitQueue queue) {
        assertThatThrownBy(() -> queue.offer(Pending.of(List.of(), null)))
                .isInstanceOf(StoreException.Overloaded.class);
    }

    @Test
    void laneThatIsTurnedAwayStaysOutButWhatItHadInTheQueueIsWritten() throws Exception {
        try (SqlStore store = SqlStore.open(folder, Options.DEFAULT.withWaiting(2, 1 << 20))) {
            Store.Lane lane = store.lane();
            CountDownLatch filled = new CountDownLatch(1);
            CountDownLatch writing = new CountDownLatch(1);
            CompletableFuture<Void> writer = occupied(store, writing, filled);
            CompletableFuture<Void> first = lane.commit(List.of(setting("first", 1)));
            CompletableFuture<Void> second = lane.commit(List.of(setting("second", 1)));
            CompletableFuture<Void> third = lane.commit(List.of(setting("third", 1)));
            assertThatThrownBy(third::join).cause().isInstanceOf(StoreException.Overloaded.class);
            filled.countDown();
            CompletableFuture.allOf(writer, first, second).join();
            CompletableFuture<Void> fourth = lane.commit(List.of(setting("fourth", 1)));
            assertThatThrownBy(fourth::join).cause().isInstanceOf(StoreException.Broken.class);
            store.commit(List.of(setting("other", 1))).join();
        }
    }

    /// Keeps the writer's thread busy until `until`. A future that was completed already would run here
    /// instead, so that it is tried until it was not.
    static CompletableFuture<Void> occupied(SqlStore store, CountDownLatch running, CountDownLatch until)
            throws InterruptedException {
        Thread here = Thread.currentThread();
        CompletableFuture<Void> writer;
        do {
            writer = store.commit(List.of()).thenRun(() -> {
                if (Thread.currentThread() != here) {
                    running.countDown();
                    awaitQuietly(until);
                }
            });
        } while (writer.isDone());
        running.await();
        return writer;
    }

    @Test
    void singleChangeAboveTheBoundIsTakenAlone() {
        CommitQueue queue = new CommitQueue(1000, 10_000);
        queue.offer(Pending.of(List.of(setting("a", 50_000)), null));
        assertThat(queue.take(10, Long.MAX_VALUE)).hasSize(1);
    }

    @Test
    void groupIsBounded() {
        CommitQueue queue = new CommitQueue(1000, 10_000);
        for (int i = 0; i < 5; i++) {
            queue.offer(Pending.of(List.of(), null));
        }
        assertThat(queue.take(3, Long.MAX_VALUE)).hasSize(3);
        assertThat(queue.take(3, Long.MAX_VALUE)).hasSize(2);
    }

    @Test
    void closedQueueGivesOutWhatItAcceptedAndTakesNoMore() {
        CommitQueue queue = new CommitQueue(1000, 10_000);
        queue.offer(Pending.of(List.of(), null));
        queue.close();
        assertThatThrownBy(() -> queue.offer(Pending.of(List.of(), null))).isInstanceOf(StoreException.class);
        assertThat(queue.take(10, Long.MAX_VALUE)).hasSize(1);
        assertThat(queue.take(10, Long.MAX_VALUE)).isEmpty();
    }

    @Test
    void readThatGetsNoConnectionInTimeFails() throws Exception {
        SqlStore.open(folder, Options.DEFAULT).close();
        SqliteBackend connections = SqliteBackend.beside(folder.resolve("wardroom.db"));
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        try (Readers readers = new Readers(connections, 1, Duration.ofMillis(1));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Long> first = threads.submit(() -> readers.read(sql -> {
                reading.countDown();
                awaitQuietly(done);
                return 1L;
            }));
            reading.await();
            assertThatThrownBy(() -> readers.read(sql -> 2L)).isInstanceOf(StoreException.Overloaded.class);
            done.countDown();
            assertThat(first.get()).isEqualTo(1);
            long second = readers.read(sql -> 3L);
            assertThat(second).isEqualTo(3);
        }
    }

    @Test
    void failedReadDoesNotSpoilTheNext() {
        try (SqlStore store = SqlStore.open(folder, Options.DEFAULT.withReaders(1, Duration.ofSeconds(10)));
                Readers readers =
                        new Readers(SqliteBackend.beside(folder.resolve("wardroom.db")), 1, Duration.ofSeconds(10))) {
            assertThatThrownBy(() -> readers.read(sql -> sql.first("SELECT nothing FROM nowhere", row -> 1)))
                    .isInstanceOf(StoreException.class);
            Optional<Long> one = readers.read(sql -> sql.first("SELECT 1 AS one", row -> row.number("one")));
            assertThat(one).contains(1L);
            assertThat(store.settings().read("any")).isEmpty();
        }
    }

    @Test
    void readerCannotWrite() {
        SqlStore.open(folder, Options.DEFAULT).close();
        try (Readers readers =
                new Readers(SqliteBackend.beside(folder.resolve("wardroom.db")), 1, Duration.ofSeconds(10))) {
            assertThatThrownBy(() -> readers.read(sql -> sql.update("DELETE FROM account")))
                    .isInstanceOf(StoreException.class);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
