// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import im.wardroom.store.Change;
import im.wardroom.store.Role;
import im.wardroom.store.Samples;
import im.wardroom.store.Store;
import im.wardroom.store.StoreException;
import im.wardroom.xmpp.address.BareJid;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A full disk fails commits, hangs nobody, and is over as soon as there is room.
class FullDiskTest {

    private static final BareJid ROMEO = BareJid.parse("romeo@example.org");

    @TempDir
    private Path folder;

    @Test
    void commitsFailWhileTheDatabaseIsFullAndGoOnWhenThereIsRoom() {
        try (SqlStore store = SqlStore.open(folder, Options.DEFAULT.withMaxPages(200))) {
            long kept = appendUntilRefused(store);
            assertThat(kept).isPositive();
            assertAllFailWithoutHanging(store, kept);
            commit(store, new Change.MoveCursor(ROMEO, kept));
            commit(store, append(kept + 1));
            assertThat(store.messages().read(ROMEO, 0, 10)).hasSize(1);
        }
    }

    @Test
    void whatWaitsWhileTheDiskFailsFailsWithItEvenIfItAloneCouldBeWritten() throws Exception {
        Options oneByOne = new Options(4, Duration.ofSeconds(10), 1000, 1L << 24, 1, 200);
        try (SqlStore store = SqlStore.open(folder, oneByOne)) {
            long kept = appendUntilRefused(store);
            CountDownLatch offered = new CountDownLatch(1);
            var writer = LimitsTest.occupied(store, new CountDownLatch(1), offered);
            Store.Lane lane = store.lane();
            var failing = store.commit(List.of(append(kept + 1)));
            var waiting = store.commit(List.of(new Change.SetEnabled(ROMEO, false)));
            var ofLane = lane.commit(List.of(new Change.SetEnabled(ROMEO, false)));
            // Made because of the failure, not before it: it is tried.
            var retried = failing.handle((done, error) -> store.commit(List.of(new Change.MoveCursor(ROMEO, kept))));
            offered.countDown();
            writer.join();
            for (CompletableFuture<Void> call : List.of(failing, waiting, ofLane)) {
                assertThatThrownBy(call::join).cause().isExactlyInstanceOf(StoreException.class);
            }
            assertThat(store.accounts().find(ROMEO).orElseThrow().enabled()).isTrue();
            assertThatThrownBy(() -> lane.commit(List.of()).join()).cause().isInstanceOf(StoreException.Broken.class);
            retried.join().join();
            commit(store, append(kept + 1));
        }
    }

    @Test
    void realFileSystemWithoutSpaceLosesNothingThatWasAcknowledged() throws Exception {
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", folder.toString()), "mounting needs root");
        try {
            long kept;
            try (SqlStore store = SqlStore.open(folder, Options.DEFAULT)) {
                kept = appendUntilRefused(store);
                assertAllFailWithoutHanging(store, kept);
                assertThat(run("mount", "-o", "remount,size=64m", folder.toString()))
                        .isTrue();
                commit(store, append(kept + 1));
                assertThat(lastSeq(store)).isEqualTo(kept + 1);
            }
            try (SqlStore store = SqlStore.open(folder, Options.DEFAULT)) {
                assertThat(lastSeq(store)).isEqualTo(kept + 1);
                assertThat(store.messages().read(ROMEO, 0, Integer.MAX_VALUE)).hasSize(Math.toIntExact(kept + 1));
            }
            assertThat(Database.text(folder, "PRAGMA integrity_check")).isEqualTo("ok");
        } finally {
            run("umount", folder.toString());
        }
    }

    @Test
    void journalThatCouldNotBeAppliedBeforeTheEndIsAppliedWhenThereIsRoom() {
        long kept;
        try (SqlStore store = SqlStore.open(folder, Options.DEFAULT.withMaxPages(200))) {
            kept = appendUntilRefused(store);
        }
        try (SqlStore store = SqlStore.open(folder, Options.DEFAULT)) {
            assertThat(lastSeq(store)).isEqualTo(kept);
            assertThat(store.messages().read(ROMEO, 0, Integer.MAX_VALUE)).hasSize(Math.toIntExact(kept));
        }
    }

    @Test
    void failureToApplyRaisesTheAlarmAndEndsWithIt() {
        try (SqlStore store = SqlStore.open(folder, Options.DEFAULT.withMaxPages(200))) {
            long kept = appendUntilRefused(store);
            assertThat(store.failingFor()).isPresent();
            commit(store, new Change.MoveCursor(ROMEO, kept));
            await().until(() -> store.failingFor().isEmpty());
            assertThat(lastSeq(store)).isEqualTo(kept);
        }
    }

    private static long lastSeq(SqlStore store) {
        return store.accounts().load(ROMEO, Set.of()).orElseThrow().lastSeq();
    }

    private static Change append(long seq) {
        return Samples.received(ROMEO, seq, Instant.EPOCH, new byte[4000]);
    }

    private static void commit(SqlStore store, Change change) {
        store.commit(List.of(change)).orTimeout(30, TimeUnit.SECONDS).join();
    }

    /// The number of the last message that was kept.
    private static long appendUntilRefused(SqlStore store) {
        commit(store, new Change.CreateAccount(ROMEO, Role.USER, Instant.EPOCH, List.of()));
        for (long seq = 1; seq < 10_000; seq++) {
            Throwable failure = store.commit(List.of(append(seq)))
                    .orTimeout(30, TimeUnit.SECONDS)
                    .handle((done, error) -> error)
                    .join();
            if (failure != null) {
                assertThat(failure).isExactlyInstanceOf(StoreException.class);
                return seq - 1;
            }
        }
        throw new AssertionError("the disk never became full");
    }

    private static void assertAllFailWithoutHanging(SqlStore store, long kept) {
        List<CompletableFuture<Void>> calls = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            calls.add(store.commit(List.of(append(kept + 1))).orTimeout(30, TimeUnit.SECONDS));
        }
        for (CompletableFuture<Void> call : calls) {
            assertThatThrownBy(call::join).cause().isInstanceOf(StoreException.class);
        }
        // What is in the journal alone can be read when there is room for it in its table; until then, that is said.
        try {
            assertThat(lastSeq(store)).isEqualTo(kept);
        } catch (StoreException e) {
            assertThat(e).isExactlyInstanceOf(StoreException.class);
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    }
}
