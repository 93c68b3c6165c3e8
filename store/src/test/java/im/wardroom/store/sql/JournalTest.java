// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import im.wardroom.store.Accounts;
import im.wardroom.store.Change;
import im.wardroom.store.MessageLog.Direction;
import im.wardroom.store.MessageLog.Entry;
import im.wardroom.store.ResumableStream;
import im.wardroom.store.Role;
import im.wardroom.store.Samples;
import im.wardroom.store.Store;
import im.wardroom.store.StoreException;
import im.wardroom.store.StreamKey;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Resource;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whoever uses the store cannot tell what is in the journal and what in the tables.
@Timeout(120)
class JournalTest {

    private static final BareJid ROMEO = BareJid.parse("romeo@example.org");
    private static final BareJid JULIET = BareJid.parse("juliet@example.org");
    private static final StreamKey STREAM = new StreamKey("hash");

    @TempDir
    private Path folder;

    @TempDir
    private Path anotherFolder;

    private long next;
    private int refused;
    private int taken;

    static Location location(String backend, Path folder) {
        return backend.equals("sqlite")
                ? new Location.Folder(folder)
                : PostgresServer.shared().databaseOf(folder);
    }

    private Location location(String backend) {
        return location(backend, folder);
    }

    static SqlStore open(Location location) {
        return SqlStore.open(location, Options.DEFAULT);
    }

    static void commit(Store store, Change... changes) {
        store.commit(List.of(changes)).join();
    }

    static Change append(long seq) {
        return Samples.received(ROMEO, seq, Instant.EPOCH, ("message " + seq).getBytes());
    }

    static Change create(BareJid jid) {
        return new Change.CreateAccount(jid, Role.USER, Instant.EPOCH, List.of());
    }

    private static Change stream() {
        return new Change.PutStream(
                ROMEO, new ResumableStream(STREAM, new Resource("phone"), Instant.EPOCH, 1, new byte[0]));
    }

    /// A store that was closed in order.
    private static void prepare(Location location, Change... changes) {
        try (SqlStore store = open(location)) {
            commit(store, changes);
        }
    }

    /// What a server that was killed leaves.
    private static void leave(Location location, long number, byte[] content) throws SQLException {
        try (Backend backend = Opening.beside(location);
                Sql sql = backend.writer()) {
            sql.update("INSERT INTO journal (number, content) VALUES (?, ?)", number, content);
            sql.connection().commit();
        }
    }

    private static byte[] row(Change... changes) {
        JournalCode code = new JournalCode();
        code.begin();
        assertThat(List.of(changes)).allMatch(code::add);
        return code.row();
    }

    static long rows(Location location) {
        try (Backend backend = Opening.beside(location);
                Sql sql = backend.reader()) {
            return sql.first("SELECT COUNT(*) AS total FROM journal", row -> row.number("total"))
                    .orElseThrow();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Fingerprint> fingerprints(Location location) throws SQLException {
        Map<String, Fingerprint> all = new TreeMap<>();
        try (Backend backend = Opening.beside(location);
                Sql sql = backend.reader()) {
            for (Table table : Table.all(sql)) {
                if (!table.name().equals("setting")) {
                    all.put(table.name(), Fingerprint.of(table, sql, rows -> {}));
                }
            }
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgres"})
    void whatAKilledServerLeftIsAppliedInOrderAtTheStart(String backend) throws SQLException {
        Location location = location(backend);
        prepare(location, create(ROMEO), stream());
        leave(location, 7, row(append(1), append(2), new Change.Handled(STREAM, 1)));
        leave(location, 8, row(new Change.MoveCursor(ROMEO, 1), append(3), new Change.Sent(STREAM, 1, 3)));
        try (SqlStore store = open(location)) {
            assertThat(rows(location)).isZero();
            assertThat(History.numbers(store, ROMEO)).containsExactly(2L, 3L);
            assertThat(store.accounts().load(ROMEO, Set.of()).orElseThrow().cursor())
                    .isEqualTo(1);
            assertThat(store.streams().find(ROMEO, STREAM).orElseThrow().sent()).isEqualTo(Map.of(1L, 3L));
            assertThatThrownBy(() -> commit(store, append(3))).cause().isInstanceOf(StoreException.Conflict.class);
            commit(store, append(4));
            assertThat(History.numbers(store, ROMEO)).containsExactly(2L, 3L, 4L);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgres"})
    void rowThatCannotBeReadStopsTheStartAndNothingIsTouched(String backend) throws SQLException {
        Location location = location(backend);
        prepare(location, create(ROMEO));
        leave(location, 1, row(append(1)));
        leave(location, 2, new byte[] {1, 1, 2, 3});
        leave(location, 3, row(append(2)));
        assertThatThrownBy(() -> open(location))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("Row 2 of the table journal");
        assertThat(rows(location)).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgres"})
    void journalMovesWithTheRestAndComesIntoTheTablesThere(String backend) throws SQLException {
        Location from = location(backend);
        Location to = location(backend.equals("sqlite") ? "postgres" : "sqlite", anotherFolder);
        prepare(from, create(ROMEO), append(1));
        leave(from, 1, row(append(2)));
        assertThat(Migration.run(from, to, CopyProgress.NONE).complete()).isTrue();
        try (SqlStore store = open(to)) {
            assertThat(History.numbers(store, ROMEO)).containsExactly(1L, 2L);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgres"})
    void snapshotHasWhatIsInTheJournal(String backend) throws SQLException {
        Location location = location(backend);
        try (SqlStore store = open(location)) {
            commit(store, create(ROMEO));
            commit(store, append(1));
            commit(store, append(2));
            Snapshot.write(location, anotherFolder.resolve("wardroom.db"), CopyProgress.NONE);
        }
        try (SqlStore copy = open(new Location.Folder(anotherFolder))) {
            assertThat(History.numbers(copy, ROMEO)).containsExactly(1L, 2L);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgres"})
    void numberThatIsOnlyInTheJournalIsTaken(String backend) {
        try (SqlStore store = open(location(backend))) {
            commit(store, create(ROMEO), create(JULIET));
            commit(store, append(5));
            assertThatThrownBy(() -> commit(store, append(5))).cause().isInstanceOf(StoreException.Conflict.class);
            commit(store, append(6));
            assertThat(History.numbers(store, ROMEO)).containsExactly(5L, 6L);
        }
    }

    /// Sender and recipient of a conversation have their copies written by each other.
    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgres"})
    void numbersThatComeInAnotherOrderAreSettledAsWell(String backend) {
        try (SqlStore store = open(location(backend))) {
            commit(store, create(ROMEO));
            commit(store, append(3));
            commit(store, append(1));
            commit(store, append(2), new Change.MoveCursor(ROMEO, 2));
            assertThat(History.numbers(store, ROMEO)).containsExactly(3L);
            assertThatThrownBy(() -> commit(store, append(3))).cause().isInstanceOf(StoreException.Conflict.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgres"})
    void journalledAndDirectChangesOfALaneKeepTheirOrder(String backend) {
        try (SqlStore store = open(location(backend))) {
            commit(store, create(ROMEO));
            Store.Lane lane = store.lane();
            List<CompletableFuture<Void>> calls = new ArrayList<>();
            for (int life = 0; life < 20; life++) {
                calls.add(lane.commit(List.of(append(1))));
                calls.add(lane.commit(List.of(new Change.PutDocument(ROMEO, "n", "n", new byte[0]), append(2))));
                calls.add(lane.commit(List.of(append(3), new Change.MoveCursor(ROMEO, 2))));
                calls.add(lane.commit(List.of(new Change.RemoveAccount(ROMEO))));
                calls.add(lane.commit(List.of(create(ROMEO))));
            }
            calls.add(lane.commit(List.of(append(1), append(2), new Change.MoveCursor(ROMEO, 1))));
            calls.forEach(CompletableFuture::join);
            var refused = lane.commit(List.of(append(2)));
            var after = lane.commit(List.of(append(3)));
            assertThatThrownBy(refused::join).cause().isInstanceOf(StoreException.Conflict.class);
            assertThatThrownBy(after::join).cause().isInstanceOf(StoreException.Broken.class);
            assertThat(History.numbers(store, ROMEO)).containsExactly(2L);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgres"})
    void readsSeeEveryKindOfChangeThatIsInTheJournal(String backend) {
        try (SqlStore store = open(location(backend))) {
            commit(store, create(ROMEO), stream());
            commit(store, append(1));
            commit(store, append(2));
            Accounts.State state = store.accounts().load(ROMEO, Set.of()).orElseThrow();
            assertThat(state.lastSeq()).isEqualTo(2);
            commit(store, new Change.MoveCursor(ROMEO, 1));
            assertThat(store.messages().find(ROMEO, List.of(1L, 2L))).hasSize(1);
            commit(store, new Change.PutStreamState(STREAM, new byte[] {1}));
            assertThat(store.streams().of(ROMEO).getFirst().state()).containsExactly(1);
            commit(store, new Change.Handled(STREAM, 3));
            assertThat(store.streams().find(ROMEO, STREAM).orElseThrow().handledBeyond())
                    .containsExactly(3L);
        }
    }

    @Test
    void numberIsFreeOnceIfItIsTheHighestOrWasLeftOutAMomentAgo() {
        Ledger ledger = new Ledger(1, 10, 10);
        assertThat(ledger.admits(10)).isFalse();
        assertThat(ledger.admits(14)).isTrue();
        for (long number = 11; number <= 13; number++) {
            assertThat(ledger.admits(number)).isTrue();
            assertThat(ledger.admits(number)).isFalse();
        }
        assertThat(ledger.admits(14)).isFalse();
        assertThat(ledger.admits(1_000)).isTrue();
        assertThat(ledger.admits(15)).as("may be free, but is not remembered").isFalse();
        assertThat(ledger.admits(999)).isTrue();
    }

    @Test
    void journalIsAppliedWithoutAnybodyAskingForIt() {
        Location location = location("sqlite");
        try (SqlStore store = open(location)) {
            commit(store, create(ROMEO));
            commit(store, append(1));
            await().until(() -> rows(location) == 0);
            assertThat(History.numbers(store, ROMEO)).containsExactly(1L);
        }
    }

    @Test
    void journalStaysBoundedHoweverMuchComes() throws SQLException {
        try (SqlStore store = open(location("sqlite"))) {
            commit(store, create(ROMEO));
            List<CompletableFuture<Void>> calls = new ArrayList<>();
            for (int seq = 1; seq <= 400; seq++) {
                calls.add(store.commit(List.of(Samples.received(ROMEO, seq, Instant.EPOCH, new byte[100_000]))));
            }
            calls.forEach(CompletableFuture::join);
            long bytes = Long.parseLong(Database.text(folder, "SELECT COALESCE(SUM(LENGTH(content)), 0) FROM journal"));
            assertThat(bytes).isLessThan(Journal.MOST_BYTES + Journal.LONGEST_ROW);
            assertThat(History.numbers(store, ROMEO)).hasSize(400);
        }
    }

    @ParameterizedTest
    @CsvSource({"100, 100", "300, 200", "2000, 1000", "9000, 9000"})
    void theMoreWaitsTheMoreIsAppliedAtOnce(int waiting, int atOnce) throws SQLException {
        prepare(location("sqlite"), create(ROMEO));
        try (Sql sql =
                SqliteBackend.beside(new Location.Folder(folder).database()).writer()) {
            Journal journal = new Journal();
            journal.load(sql);
            for (int seq = 1; seq <= waiting; seq++) {
                List<Pending> group = List.of(Pending.of(List.of(append(seq)), null));
                journal.write(sql, journal.encoded(sql, group).orElseThrow(), group, true);
            }
            assertThat(journal.slice()).hasSize(atOnce);
        }
    }

    /// Through the journal, with slices of all sizes and failures in between, and without it.
    @Test
    void tablesBecomeWhatTheChangesOneByOneWouldHaveMadeOfThem() throws SQLException {
        Random random = JournalCodeTest.random();
        for (int round = 0; round < 5; round++) {
            Path one = anotherFolder.resolve("journalled" + round);
            Path other = anotherFolder.resolve("direct" + round);
            for (Path path : List.of(one, other)) {
                prepare(new Location.Folder(path), create(ROMEO), create(JULIET), stream());
            }
            try (Sql journalled = SqliteBackend.beside(new Location.Folder(one).database())
                            .writer();
                    Sql direct = SqliteBackend.beside(new Location.Folder(other).database())
                            .writer()) {
                traffic(random, journalled, direct);
            }
            assertThat(fingerprints(new Location.Folder(one))).isEqualTo(fingerprints(new Location.Folder(other)));
        }
        assertThat(taken).isGreaterThan(200);
        assertThat(refused).isPositive();
    }

    /// What is refused may be free, but what is not refused is.
    private void traffic(Random random, Sql journalled, Sql direct) throws SQLException {
        Journal journal = new Journal();
        journal.load(journalled);
        for (int step = 0; step < 200; step++) {
            List<Pending> group = new ArrayList<>();
            for (int i = random.nextInt(3); i >= 0; i--) {
                group.add(Pending.of(List.of(some(random), some(random)), null));
            }
            var row = journal.encoded(journalled, group);
            if (row.isPresent()) {
                taken++;
                journal.write(journalled, row.get(), group, false);
                journalled.connection().commit();
                for (Pending batch : group) {
                    for (Change change : batch.changes()) {
                        Changes.apply(direct, change);
                    }
                }
                direct.connection().commit();
            } else {
                // Such a group goes another way, which finds the journal applied; here it is refused.
                apply(journal, journalled, journal.all());
                journal.forget(group);
                refused++;
            }
            List<JournalRow> all = journal.all();
            switch (random.nextInt(10)) {
                case 0 -> apply(journal, journalled, all);
                case 1 -> apply(journal, journalled, all.subList(0, random.nextInt(all.size() + 1)));
                case 2 -> {
                    journal.lose();
                    journal.load(journalled);
                }
                default -> {}
            }
        }
        apply(journal, journalled, journal.all());
    }

    private static void apply(Journal journal, Sql sql, List<JournalRow> rows) throws SQLException {
        journal.apply(sql, rows);
        sql.connection().commit();
        journal.applied(rows);
    }

    private Change some(Random random) {
        BareJid owner = random.nextBoolean() ? ROMEO : JULIET;
        // Of a stream that is there, or not.
        StreamKey key = random.nextInt(5) > 0 ? STREAM : new StreamKey("gone");
        long low = random.nextInt(60);
        return switch (random.nextInt(9)) {
            case 0, 1, 2 -> {
                // Some are left out, and some come later; some are taken.
                next += random.nextInt(4);
                yield new Change.AppendMessage(
                        owner,
                        new Entry(
                                next - random.nextInt(3),
                                Instant.EPOCH,
                                random.nextBoolean() ? Direction.SENT : Direction.RECEIVED,
                                random.nextInt(3) == 0,
                                ROMEO,
                                null,
                                new byte[random.nextInt(50)]));
            }
            // Sometimes beyond what there is, so that messages come behind the cursor.
            case 3, 4 -> new Change.MoveCursor(owner, next - 10 + random.nextInt(14));
            case 5 -> new Change.Handled(key, low);
            case 6 -> new Change.Sent(key, low, random.nextInt(100));
            case 7 -> new Change.Confirm(key, random.nextInt(60), random.nextInt(60));
            default -> new Change.PutStreamState(key, new byte[random.nextInt(20)]);
        };
    }
}
