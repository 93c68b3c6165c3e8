// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.retention;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.store.Change;
import im.wardroom.store.MessageLog;
import im.wardroom.store.Role;
import im.wardroom.store.Store;
import im.wardroom.store.sql.Options;
import im.wardroom.store.sql.SqlStore;
import im.wardroom.xmpp.address.BareJid;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PruningTest {

    private static final BareJid ROMEO = BareJid.parse("romeo@example.org");
    private static final BareJid JULIET = BareJid.parse("juliet@example.org");
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @TempDir
    Path folder;

    private Store store;

    @BeforeEach
    void open() {
        store = SqlStore.open(folder, Options.DEFAULT);
        commit(new Change.CreateAccount(ROMEO, Role.USER, NOON, List.of()));
        commit(new Change.CreateAccount(JULIET, Role.USER, NOON, List.of()));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void commit(Change... changes) {
        store.commit(List.of(changes)).join();
    }

    /// One message an hour, the last one at noon.
    private void archive(BareJid owner, int count) {
        List<Change> changes = new ArrayList<>();
        for (int seq = 1; seq <= count; seq++) {
            changes.add(message(owner, seq, NOON.minus(Duration.ofHours(count - seq)), true));
        }
        changes.add(new Change.MoveCursor(owner, count));
        store.commit(changes).join();
    }

    private static Change message(BareJid owner, long seq, Instant at, boolean archived) {
        return new Change.AppendMessage(
                owner,
                new MessageLog.Entry(
                        seq,
                        at,
                        MessageLog.Direction.RECEIVED,
                        archived,
                        BareJid.parse("nurse@example.org"),
                        null,
                        new byte[] {1}));
    }

    private Pruning pruning(Keep keep) {
        return new Pruning(
                store,
                List.of(ROMEO.domain()),
                new KeepRules(store.documents(), keep),
                Clock.fixed(NOON, ZoneOffset.UTC));
    }

    private Pruning.Totals run(Keep keep) {
        return pruning(keep).run(true).orElseThrow();
    }

    private static Keep age(Duration age) {
        return Keep.EVERYTHING.withAge(Optional.of(age));
    }

    private static Keep count(int count) {
        return Keep.EVERYTHING.withCount(OptionalInt.of(count));
    }

    private List<Long> left(BareJid owner) {
        return store.messages().search(owner, MessageLog.Query.ALL, false, 1000).entries().stream()
                .map(MessageLog.Entry::seq)
                .toList();
    }

    @Test
    void withoutRulesEverythingStays() {
        archive(ROMEO, 5);
        assertThat(run(Keep.EVERYTHING)).isEqualTo(new Pruning.Totals(0, 0, 0));
        assertThat(left(ROMEO)).hasSize(5);
    }

    @Test
    void whatIsOlderGoes() {
        archive(ROMEO, 5);
        archive(JULIET, 2);
        assertThat(run(age(Duration.ofHours(2)))).isEqualTo(new Pruning.Totals(1, 2, 0));
        assertThat(left(ROMEO)).containsExactly(3L, 4L, 5L);
        assertThat(left(JULIET)).containsExactly(1L, 2L);
    }

    @Test
    void newestOnesStayWhateverTheirAge() {
        archive(ROMEO, 5);
        assertThat(run(count(2)).messages()).isEqualTo(3);
        assertThat(left(ROMEO)).containsExactly(4L, 5L);
    }

    @Test
    void bothBoundsHoldTogether() {
        archive(ROMEO, 5);
        run(age(Duration.ofHours(3)).withCount(OptionalInt.of(2)));
        assertThat(left(ROMEO)).containsExactly(4L, 5L);
        run(age(Duration.ofMinutes(30)).withCount(OptionalInt.of(2)));
        assertThat(left(ROMEO)).containsExactly(5L);
    }

    @Test
    void longArchiveIsPrunedInManySteps() {
        int many = 3 * Pruning.STEP + 7;
        archive(ROMEO, many);
        assertThat(run(count(1)).messages()).isEqualTo(many - 1);
        assertThat(left(ROMEO)).containsExactly((long) many);
    }

    @Test
    void whatNobodyReceivedYetStaysHoweverOldItIs() {
        archive(ROMEO, 3);
        commit(message(ROMEO, 4, NOON, true), message(ROMEO, 5, NOON, false));
        run(count(0));
        assertThat(left(ROMEO)).containsExactly(4L);
        assertThat(store.messages().read(ROMEO, 3, 10)).hasSize(2);
    }

    @Test
    void accountUnderLegalHoldIsLeftAlone() {
        archive(ROMEO, 3);
        archive(JULIET, 3);
        commit(new Change.SetHold(ROMEO, true));
        assertThat(run(count(1))).isEqualTo(new Pruning.Totals(1, 2, 1));
        assertThat(left(ROMEO)).hasSize(3);
        commit(new Change.SetHold(ROMEO, false));
        assertThat(run(count(1)).messages()).isEqualTo(2);
    }

    @Test
    void accountMayHaveRulesOfItsOwn() {
        archive(ROMEO, 5);
        archive(JULIET, 5);
        commit(KeepRules.count(ROMEO, OptionalInt.empty()), KeepRules.age(ROMEO, Optional.of(Duration.ofHours(3))));
        run(count(1));
        assertThat(left(ROMEO)).containsExactly(2L, 3L, 4L, 5L);
        assertThat(left(JULIET)).containsExactly(5L);
        commit(KeepRules.standardAge(ROMEO), KeepRules.standardCount(ROMEO));
        run(count(1));
        assertThat(left(ROMEO)).containsExactly(5L);
    }

    @Test
    void rulesGoWithTheirAccount() {
        commit(KeepRules.count(ROMEO, OptionalInt.of(7)));
        assertThat(new KeepRules(store.documents(), Keep.EVERYTHING).of(ROMEO)).isEqualTo(count(7));
        commit(new Change.RemoveAccount(ROMEO));
        commit(new Change.CreateAccount(ROMEO, Role.USER, NOON, List.of()));
        assertThat(new KeepRules(store.documents(), Keep.EVERYTHING).of(ROMEO)).isEqualTo(Keep.EVERYTHING);
    }

    @Test
    void regularRunWaitsUntilItIsWorthCounting() {
        archive(ROMEO, 11);
        assertThat(pruning(count(10)).run(false).orElseThrow().messages()).isZero();
        commit(message(ROMEO, 12, NOON, true), new Change.MoveCursor(ROMEO, 12));
        assertThat(pruning(count(10)).run(false).orElseThrow().messages()).isEqualTo(2);
    }

    @Test
    void stoppedRunEnds() {
        archive(ROMEO, 5);
        Pruning pruning = pruning(count(1));
        pruning.stop();
        assertThat(pruning.run(true).orElseThrow().messages()).isZero();
    }
}
