// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import im.wardroom.guard.audit.AuditRecord;
import im.wardroom.guard.audit.Entry;
import im.wardroom.guard.audit.HeadKey;
import im.wardroom.guard.audit.TreeHead;
import im.wardroom.guard.audit.Verification;
import im.wardroom.store.Audit;
import im.wardroom.store.Change;
import im.wardroom.store.Store;
import im.wardroom.store.StoreException;
import im.wardroom.store.sql.Options;
import im.wardroom.store.sql.SqlStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class KeptTrailTest {

    private static final HeadKey KEY = HeadKey.make();
    private static final KeptTrail.Bounds SMALL = new KeptTrail.Bounds(20, 1 << 20, Duration.ofMillis(300));

    @TempDir
    Path folder;

    private Store store;

    /// How a commit is answered: as the disk does, by failing, or by doing it and failing all the same.
    private enum Disk {
        GOOD,
        FAILING,
        LYING
    }

    private volatile Disk disk = Disk.GOOD;

    @BeforeEach
    void open() {
        store = SqlStore.open(folder, Options.DEFAULT);
    }

    @AfterEach
    void close() {
        store.close();
    }

    /// The store on that disk.
    private Store onDisk() {
        return (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("commit") && disk != Disk.GOOD) {
                        if (disk == Disk.LYING) {
                            @SuppressWarnings("unchecked")
                            List<Change> changes = (List<Change>) arguments[0];
                            store.commit(changes).join();
                        }
                        return CompletableFuture.failedFuture(new StoreException("the disk is full"));
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private KeptTrail trail(KeptTrail.Bounds bounds) {
        return KeptTrail.open(onDisk(), KEY, Clock.systemUTC(), bounds);
    }

    private static Entry entry(String actor) {
        return Entry.of(Entry.Kind.ADMINISTRATION, actor, "deed", Map.of());
    }

    private List<AuditRecord> records() {
        return store.audit().read(1, 100_000).stream()
                .map(line -> AuditRecord.parse(line.text()))
                .toList();
    }

    private Verification.Report verified() {
        Verification verification = new Verification(Set.of(KEY.name()));
        for (Audit.Head head : store.audit().heads(0, 1_000)) {
            verification.expect("head", TreeHead.parse(head.text()));
        }
        store.audit().read(1, 100_000).forEach(line -> verification.add("row", line.seq(), line.text()));
        return verification.finished();
    }

    @Test
    void entriesOfManyThreadsAreOneSoundChainThatGoesOnAfterARestart() throws InterruptedException {
        try (KeptTrail trail = trail(KeptTrail.Bounds.DEFAULT)) {
            List<Thread> threads = IntStream.range(0, 8)
                    .mapToObj(i -> Thread.startVirtualThread(() -> {
                        for (int j = 0; j < 100; j++) {
                            trail.note(entry(i + "/" + j)).join();
                        }
                    }))
                    .toList();
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(trail.last()).isEqualTo(800);
        }
        try (KeptTrail trail = trail(KeptTrail.Bounds.DEFAULT)) {
            trail.note(entry("after"));
        }
        assertThat(verified().problems()).isEmpty();
        assertThat(records())
                .hasSize(801)
                .last()
                .satisfies(last -> assertThat(last.entry().actor()).isEqualTo("after"));
        List<String> ofOne = records().stream()
                .map(record -> record.entry().actor())
                .filter(actor -> actor.startsWith("3/"))
                .toList();
        assertThat(ofOne)
                .isEqualTo(IntStream.range(0, 100).mapToObj(j -> "3/" + j).toList());
    }

    @Test
    void treeIsMadeAnewIfWhatWasKeptOfItIsWrong() {
        try (KeptTrail trail = trail(KeptTrail.Bounds.DEFAULT)) {
            trail.note(entry("one"));
            trail.note(entry("two"));
        }
        store.commit(List.of(new Change.PutSetting("audit-tree", new byte[] {'2'})))
                .join();
        try (KeptTrail trail = trail(KeptTrail.Bounds.DEFAULT)) {
            trail.note(entry("three"));
        }
        assertThat(verified().problems()).isEmpty();
    }

    @Test
    void whatTheDiskDoesNotTakeWaitsAndIsRefusedAtTheBoundAndWrittenLater() {
        disk = Disk.FAILING;
        List<CompletableFuture<Void>> taken = new ArrayList<>();
        try (KeptTrail trail = trail(SMALL)) {
            for (int i = 0; i < SMALL.entries(); i++) {
                taken.add(trail.note(entry("waits " + i)));
            }
            assertThatThrownBy(trail::admit).isInstanceOf(AuditUnavailable.class);
            assertThat(trail.lost()).isZero();
            assertThatThrownBy(() -> trail.require(entry("too many"))).isInstanceOf(AuditUnavailable.class);
            assertThat(trail.lost()).isEqualTo(1);
            assertThat(trail.waiting()).isEqualTo(SMALL.entries());
            assertThat(taken).noneMatch(CompletableFuture::isDone);

            disk = Disk.GOOD;
            CompletableFuture.allOf(taken.toArray(CompletableFuture[]::new)).join();
            await().untilAsserted(() -> assertThat(trail.last()).isEqualTo(SMALL.entries() + 1L));
        }
        assertThat(verified().problems()).isEmpty();
        assertThat(records().getLast().entry().action()).isEqualTo("entries-refused");
        assertThat(records().getLast().entry().details()).containsEntry("count", "1");
    }

    @Test
    void recordsThatWereWrittenBeforeACommitFailedAreNotWrittenTwice() {
        try (KeptTrail trail = trail(SMALL)) {
            disk = Disk.LYING;
            CompletableFuture<Void> noted = trail.note(entry("once"));
            noted.join();
            disk = Disk.GOOD;
            trail.note(entry("twice")).join();
        }
        assertThat(records()).extracting(record -> record.entry().actor()).containsExactly("once", "twice");
        assertThat(verified().problems()).isEmpty();
    }

    @Test
    void stopWritesAllThatWasTakenAndNothingIsTakenAfterwards() {
        KeptTrail trail = trail(KeptTrail.Bounds.DEFAULT);
        for (int i = 0; i < 2_000; i++) {
            trail.note(entry("n" + i));
        }
        trail.close();
        assertThat(records()).hasSize(2_000);
        assertThat(trail.note(entry("late"))).isCompletedExceptionally();
    }

    @Test
    void stopDoesNotWaitForEverForADiskThatIsFull() {
        disk = Disk.FAILING;
        KeptTrail trail = trail(SMALL);
        CompletableFuture<Void> noted = trail.note(entry("lost"));
        trail.close();
        assertThat(noted).isCompletedExceptionally();
    }

    @Test
    void failuresOfOneAttackerAreCountedAndNotAllWrittenDown() {
        SignIns.Means means =
                new SignIns.Means("SCRAM-SHA-256", java.net.InetAddress.ofLiteral("192.0.2.1"), null, null);
        try (KeptTrail trail = trail(KeptTrail.Bounds.DEFAULT)) {
            for (int i = 0; i < 10_000; i++) {
                trail.note(SignIns.failed("user" + i + "@example.org", means, "not-authorized"));
            }
        }
        List<AuditRecord> records = records();
        assertThat(records.size()).isLessThan(20);
        long counted = records.stream()
                .mapToLong(record -> Long.parseLong(record.entry().details().getOrDefault("count", "1")))
                .sum();
        assertThat(counted).isEqualTo(10_000);
        assertThat(records.getLast().entry().action()).isEqualTo("sign-in-failed-repeatedly");
        assertThat(records.getLast().entry().details())
                .containsEntry("address", "192.0.2.1")
                .hasEntrySatisfying("accounts", names -> assertThat(names).endsWith("and others"));
    }

    @Test
    void failuresFromManyAddressesAreBoundedTooAndThoseOfOneSiteAreOne() {
        Repeats repeats = new Repeats();
        Instant now = Instant.parse("2026-01-01T12:00:00Z");
        AtomicInteger written = new AtomicInteger();
        for (int i = 0; i < 20_000; i++) {
            String address = "10.0." + i / 250 + "." + i % 250;
            if (!repeats.takes(failure(address), now)) {
                written.incrementAndGet();
            }
        }
        assertThat(written.get()).isEqualTo(60);
        assertThat(repeats.due(now, false)).isEmpty();
        assertThat(repeats.due(now.plusSeconds(60), false)).singleElement().satisfies(entry -> {
            assertThat(entry.details()).containsEntry("address", "elsewhere").containsEntry("count", "19940");
        });
        written.set(0);
        for (int i = 1; i < 100; i++) {
            if (!repeats.takes(failure("2001:db8::" + i), now)) {
                written.incrementAndGet();
            }
        }
        assertThat(written.get()).isEqualTo(5);
    }

    private static Entry failure(String address) {
        SignIns.Means means = new SignIns.Means("SCRAM-SHA-1", java.net.InetAddress.ofLiteral(address), null, null);
        return SignIns.failed("romeo@example.org", means, "not-authorized");
    }

    @Test
    void ordinarySignInsAreAllWrittenDown() throws InterruptedException {
        SignIns.Means means =
                new SignIns.Means("SCRAM-SHA-256", java.net.InetAddress.ofLiteral("192.0.2.1"), "Gajim", "desk");
        CountDownLatch done = new CountDownLatch(1);
        try (KeptTrail trail =
                KeptTrail.open(store, KEY, Clock.fixed(Instant.parse("2026-01-01T08:00:00Z"), ZoneOffset.UTC), SMALL)) {
            trail.note(SignIns.failed("romeo@example.org", means, "not-authorized"));
            trail.note(SignIns.succeeded("romeo@example.org", means, false)).thenRun(done::countDown);
            done.await();
        }
        assertThat(records()).hasSize(2);
        assertThat(records().getLast().line())
                .isEqualTo("{\"action\":\"sign-in\",\"actor\":\"romeo@example.org\",\"at\":\"2026-01-01T08:00:00Z\","
                        + "\"details\":{\"address\":\"192.0.2.1\",\"device\":\"desk\",\"known-place\":\"false\","
                        + "\"mechanism\":\"SCRAM-SHA-256\",\"software\":\"Gajim\"},\"kind\":\"SIGN_IN\",\"previous\":\""
                        + records().getFirst().hash() + "\",\"seq\":2}");
    }
}
