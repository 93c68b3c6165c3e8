// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.wardroom.xmpp.address.BareJid;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// What every store promises of `commit`.
public abstract class CommitContract extends StoreContract {

    private static final int COMMITTERS = 200;
    private static final int EACH = 20;

    protected CommitContract(Backend backend) {
        super(backend);
    }

    private static Change append(BareJid owner, long seq) {
        return Samples.received(owner, seq, NOON, bytes(owner + " " + seq));
    }

    private static Change document(String key) {
        return new Change.PutDocument(ROMEO, "space", key, bytes("value"));
    }

    private static void assertFails(Class<? extends StoreException> why, CompletableFuture<Void> call) {
        assertThatThrownBy(() -> call.orTimeout(30, TimeUnit.SECONDS).join())
                .cause()
                .isInstanceOf(why);
    }

    private static BareJid user(int number) {
        return BareJid.parse("user" + number + "@example.org");
    }

    @Test
    void refusedChangeUndoesThoseBeforeItAndStopsThoseAfterIt() {
        create(ROMEO);
        assertRefused(
                StoreException.Missing.class,
                append(ROMEO, 1),
                append(JULIET, 1),
                new Change.PutDocument(ROMEO, "space", "key", bytes("value")));
        assertThat(store.messages().read(ROMEO, 0, 10)).isEmpty();
        assertThat(store.documents().read(ROMEO, "space", "key")).isEmpty();
    }

    @Test
    void refusedCallDoesNotTouchThoseBesideIt() {
        create(ROMEO);
        List<CompletableFuture<Void>> calls = new ArrayList<>();
        for (int i = 1; i <= 50; i++) {
            calls.add(store.commit(List.of(append(ROMEO, i))));
            calls.add(store.commit(
                    List.of(new Change.PutDocument(ROMEO, "space", "key" + i, bytes("v")), append(JULIET, i))));
        }
        for (int i = 0; i < calls.size(); i++) {
            Throwable failure = calls.get(i).handle((done, error) -> error).join();
            assertThat(failure == null).isEqualTo(i % 2 == 0);
        }
        assertThat(store.messages().read(ROMEO, 0, 100)).hasSize(50);
        assertThat(store.documents().all(ROMEO, "space")).isEmpty();
    }

    @Test
    void valueThatCannotBeWrittenFailsItsOwnCallOnly() {
        create(ROMEO);
        var broken = store.commit(List.of(
                append(ROMEO, 1),
                new Change.SawDevice(
                        ROMEO, new Device("d", null, null, Instant.MAX), InetAddress.getLoopbackAddress())));
        var sound = store.commit(List.of(append(ROMEO, 1)));
        assertThatThrownBy(broken::join).cause().isInstanceOf(StoreException.class);
        sound.join();
        assertThat(store.messages().read(ROMEO, 0, 10)).hasSize(1);
    }

    @Test
    void callsAreAppliedAndCompletedInTheirOrder() {
        create(ROMEO);
        List<Integer> completed = Collections.synchronizedList(new ArrayList<>());
        CompletableFuture<?>[] calls = IntStream.rangeClosed(1, 500)
                .mapToObj(i -> store.commit(List.of(append(ROMEO, i))).thenRun(() -> completed.add(i)))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(calls).join();
        assertThat(completed)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 500).boxed().toList());
    }

    @Test
    void laneGoesOnAsLongAsNothingFails() {
        create(ROMEO);
        Store.Lane lane = store.lane();
        List<CompletableFuture<Void>> calls = new ArrayList<>();
        for (int i = 1; i <= 100; i++) {
            calls.add(lane.commit(List.of(append(ROMEO, i))));
        }
        calls.forEach(CompletableFuture::join);
        assertThat(state(ROMEO).lastSeq()).isEqualTo(100);
    }

    @Test
    void refusedCommitBreaksThoseAfterItInItsLaneAndNoOthers() {
        create(ROMEO);
        Store.Lane lane = store.lane();
        var before = lane.commit(List.of(append(ROMEO, 1)));
        var refused = lane.commit(List.of(append(JULIET, 1)));
        var after = lane.commit(List.of(document("after")));
        var ofAnother = store.lane().commit(List.of(document("another")));
        var ofNone = store.commit(List.of(document("none")));
        before.join();
        assertFails(StoreException.Missing.class, refused);
        assertFails(StoreException.Broken.class, after);
        ofAnother.join();
        ofNone.join();
        assertThat(store.documents().all(ROMEO, "space")).containsOnlyKeys("another", "none");
    }

    @Test
    void brokenLaneStaysBroken() {
        create(ROMEO);
        Store.Lane lane = store.lane();
        assertFails(StoreException.Missing.class, lane.commit(List.of(append(JULIET, 1))));
        for (int i = 0; i < 3; i++) {
            assertFails(StoreException.Broken.class, lane.commit(List.of(append(ROMEO, 1))));
        }
        assertThat(state(ROMEO).lastSeq()).isZero();
        store.lane().commit(List.of(append(ROMEO, 1))).join();
    }

    @Test
    void lanesOfWhichSomeBreakAgreeWithAPlainList() {
        Random random = random();
        create(ROMEO);
        List<Store.Lane> lanes =
                IntStream.range(0, 10).mapToObj(i -> store.lane()).toList();
        List<CompletableFuture<Void>> calls = new ArrayList<>();
        List<String> kept = new ArrayList<>();
        boolean[] broken = new boolean[lanes.size()];
        for (int i = 0; i < 500; i++) {
            int lane = random.nextInt(lanes.size());
            boolean sound = random.nextInt(20) > 0;
            calls.add(lanes.get(lane).commit(List.of(document("key" + i), sound ? document("b") : append(JULIET, 1))));
            broken[lane] |= !sound;
            if (!broken[lane]) {
                kept.add("key" + i);
            }
        }
        CompletableFuture.allOf(calls.toArray(CompletableFuture<?>[]::new))
                .exceptionally(e -> null)
                .join();
        assertThat(store.documents().all(ROMEO, "space").keySet())
                .filteredOn(key -> !key.equals("b"))
                .containsExactlyInAnyOrderElementsOf(kept);
    }

    @Test
    void completedCallIsSeenByTheNextRead() {
        create(ROMEO);
        for (int i = 1; i <= 100; i++) {
            commit(append(ROMEO, i));
            assertThat(state(ROMEO).lastSeq()).isEqualTo(i);
        }
    }

    @Test
    void callWithoutChangesCompletesAfterThoseBeforeIt() {
        create(ROMEO);
        CompletableFuture<Void> first = store.commit(List.of(append(ROMEO, 1)));
        store.commit(List.of()).join();
        assertThat(first).isCompleted();
    }

    @Test
    void manyCommittersAtOnceLoseNothingAndStayInOrder() throws Exception {
        inParallel(number -> {
            create(user(number));
            for (int seq = 1; seq <= EACH; seq++) {
                commit(append(user(number), seq));
            }
        });
        reopen();
        for (int number = 0; number < COMMITTERS; number++) {
            assertThat(store.messages().read(user(number), 0, 1000))
                    .extracting(MessageLog.Entry::seq)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, EACH).boxed().toList());
        }
    }

    /// Each commit appends to two logs: a reader that sees them apart saw half of one.
    @Test
    void readerSeesEachCallWholeWhileOthersWrite() throws Exception {
        inParallel(number -> {
            create(user(number));
            for (int seq = 1; seq <= EACH; seq++) {
                var written = store.commit(List.of(
                        append(user(number), seq), new Change.PutDocument(user(number), "n", "n", bytes("" + seq))));
                Accounts.State seen = state(user(number), "n");
                var documents = seen.documents().get("n");
                String document = documents == null ? "0" : new String(documents.get("n"), StandardCharsets.UTF_8);
                assertThat(document).isEqualTo(Long.toString(seen.lastSeq()));
                written.join();
            }
        });
    }

    @Test
    void everythingIsFoundAfterReopening() {
        create(ROMEO);
        create(JULIET);
        commit(Samples.everythingOf(ROMEO, JULIET).toArray(Change[]::new));
        reopen();
        Samples.assertEverythingOf(store, ROMEO, JULIET);
    }

    @Test
    void closeWritesWhatWasAccepted() {
        create(ROMEO);
        List<CompletableFuture<Void>> calls = new ArrayList<>();
        for (int i = 1; i <= 1000; i++) {
            calls.add(store.commit(List.of(append(ROMEO, i))));
        }
        reopen();
        assertThat(calls).allMatch(call -> call.isDone() && !call.isCompletedExceptionally());
        assertThat(state(ROMEO).lastSeq()).isEqualTo(1000);
    }

    @Test
    void closedStoreRefusesAtOnce() {
        store.close();
        assertRefused(StoreException.class, append(ROMEO, 1));
        assertThatThrownBy(() -> store.accounts().find(ROMEO)).isInstanceOf(StoreException.class);
    }

    private void inParallel(IntConsumer work) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < COMMITTERS; i++) {
                int number = i;
                running.add(threads.submit(() -> work.accept(number)));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
    }
}
