// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.wardroom.store.Change;
import im.wardroom.store.Role;
import im.wardroom.store.StoreException;
import im.wardroom.xmpp.address.BareJid;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A live installation moves from one database to another, and nothing is lost on the way.
@Timeout(180)
@Tag("slow")
class MigrationTest {

    private static final BareJid ROMEO = BareJid.parse("romeo@example.org");

    @TempDir
    private Path folder;

    @TempDir
    private Path anotherFolder;

    private Location.Folder sqlite;
    private Location.Postgres postgres;
    private Random random;

    @BeforeEach
    void places() {
        sqlite = new Location.Folder(folder);
        postgres = PostgresServer.shared().databaseOf(folder);
        long seed = Long.getLong("wardroom.seed", System.nanoTime());
        System.out.println("wardroom.seed=" + seed);
        random = new Random(seed);
    }

    private static SqlStore open(Location location) {
        return SqlStore.open(location, Options.DEFAULT);
    }

    private static Migration.Report migrate(Location from, Location to) {
        return Migration.run(from, to, CopyProgress.NONE);
    }

    private static void commit(SqlStore store, Change... changes) {
        store.commit(List.of(changes)).join();
    }

    private static Map<String, Fingerprint> fingerprints(Location location) throws SQLException {
        Map<String, Fingerprint> all = new TreeMap<>();
        try (Sql sql = Opening.beside(location).reader()) {
            for (Table table : Table.all(sql)) {
                all.put(table.name(), Fingerprint.of(table, sql, rows -> {}));
            }
        }
        return all;
    }

    @Test
    void everyTableIsFoundOnBothSidesAndLooksTheSame() throws SQLException {
        open(sqlite).close();
        open(postgres).close();
        try (Sql one = Opening.beside(sqlite).reader();
                Sql two = Opening.beside(postgres).reader()) {
            assertThat(Table.all(one)).isEqualTo(Table.all(two)).hasSizeGreaterThan(12);
            assertThat(Table.all(one)).extracting(Table::name).startsWith("account");
        }
    }

    @Test
    void everythingMovesToPostgresAndBack() throws SQLException {
        try (SqlStore store = open(sqlite)) {
            History.some(store, random, 30);
        }
        Map<String, Fingerprint> before = fingerprints(sqlite);
        assertThat(before.remove("journal")).isNotNull().matches(fingerprint -> fingerprint.rows() == 0);
        assertThat(before.values()).allMatch(fingerprint -> fingerprint.rows() > 0);
        Migration.Report there = migrate(sqlite, postgres);
        assertThat(there.complete()).isTrue();
        assertThat(there.tables())
                .filteredOn(table -> !table.table().equals("journal"))
                .allMatch(table -> before.get(table.table()).equals(new Fingerprint(table.rows(), table.sha256())));
        open(postgres).close();
        Location.Folder back = new Location.Folder(anotherFolder);
        assertThat(migrate(postgres, back).complete()).isTrue();
        assertThat(fingerprints(back)).containsAllEntriesOf(before);
        assertThat(fingerprints(sqlite)).containsAllEntriesOf(before);
        open(back).close();
    }

    @Test
    void numbersOfRemovedAccountsAreNotUsedAgainAfterTheMove() {
        long last;
        try (SqlStore store = open(sqlite)) {
            commit(store, new Change.CreateAccount(ROMEO, Role.USER, Instant.EPOCH, List.of()));
            last = store.accounts().load(ROMEO, Set.of()).orElseThrow().id();
            commit(store, new Change.RemoveAccount(ROMEO));
        }
        migrate(sqlite, postgres);
        Location.Folder back = new Location.Folder(anotherFolder);
        migrate(postgres, back);
        for (Location location : List.of(postgres, back)) {
            try (SqlStore store = open(location)) {
                commit(store, new Change.CreateAccount(ROMEO, Role.USER, Instant.EPOCH, List.of()));
                assertThat(store.accounts().load(ROMEO, Set.of()).orElseThrow().id())
                        .isGreaterThan(last);
            }
        }
    }

    @Test
    void runningServerIsCopiedFirstAndTheRestFollowsWhenItIsStopped() throws SQLException {
        try (SqlStore store = open(sqlite)) {
            History.some(store, random, 30);
            Migration.Report first = migrate(sqlite, postgres);
            assertThat(first.complete()).isFalse();
            assertThat(first.inserted()).isPositive();
            assertThatThrownBy(() -> open(postgres))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("not complete")
                    .hasMessageContaining("store migrate");
            History.more(store, random, 30);
        }
        Migration.Report second = migrate(sqlite, postgres);
        assertThat(second.complete()).isTrue();
        assertThat(second.inserted()).isPositive();
        assertThat(second.updated()).isPositive();
        assertThat(second.deleted()).isPositive();
        assertThat(fingerprints(postgres)).isEqualTo(fingerprints(sqlite));
        open(postgres).close();
    }

    @Test
    void runningServerOnPostgresIsCopiedFirst() throws SQLException {
        Location.Folder target = new Location.Folder(anotherFolder);
        try (SqlStore store = open(postgres)) {
            History.some(store, random, 10);
            assertThat(migrate(postgres, target).complete()).isFalse();
            History.more(store, random, 10);
        }
        assertThat(migrate(postgres, target).complete()).isTrue();
        assertThat(fingerprints(target)).isEqualTo(fingerprints(postgres));
    }

    @Test
    void killedCopyGoesOnWhereItWas() throws Exception {
        try (SqlStore store = open(sqlite)) {
            History.log(store, 20_000);
        }
        for (int kill = 0; kill < 3; kill++) {
            Process child = CopyOnce.start(folder, postgres.url());
            try (BufferedReader lines = child.inputReader()) {
                int wanted = 1_000 + kill * 5_000 + random.nextInt(4_000);
                String line = lines.readLine();
                while (line != null && Long.parseLong(line) < wanted) {
                    line = lines.readLine();
                }
                assertThat(line).isNotNull();
            } finally {
                child.destroyForcibly().waitFor();
            }
            assertThatThrownBy(() -> open(postgres)).hasMessageContaining("not complete");
        }
        Migration.Report report = migrate(sqlite, postgres);
        assertThat(report.complete()).isTrue();
        assertThat(report.inserted()).isPositive().isLessThan(20_000);
        assertThat(fingerprints(postgres)).isEqualTo(fingerprints(sqlite));
    }

    @Test
    void completeCopyCanBeBroughtUpToDateUntilAServerUsesIt() {
        try (SqlStore store = open(sqlite)) {
            History.some(store, random, 3);
        }
        migrate(sqlite, postgres);
        Migration.Report again = migrate(sqlite, postgres);
        assertThat(again.inserted() + again.updated() + again.deleted()).isZero();
        open(postgres).close();
        assertThatThrownBy(() -> migrate(sqlite, postgres))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("A server has used the database");
    }

    @Test
    void whatIsInTheTargetAlreadyIsNeverOverwritten() throws SQLException {
        Location.Folder full = new Location.Folder(anotherFolder);
        try (SqlStore store = open(sqlite);
                SqlStore other = open(full)) {
            History.some(store, random, 3);
            History.some(other, random, 2);
        }
        Map<String, Fingerprint> before = fingerprints(full);
        assertThatThrownBy(() -> migrate(sqlite, full)).isInstanceOf(StoreException.class);
        assertThat(fingerprints(full)).isEqualTo(before);
    }

    @Test
    void sourceThatIsNotThereIsNamedAndNotMade() {
        Location.Folder nowhere = new Location.Folder(anotherFolder.resolve("nowhere"));
        assertThatThrownBy(() -> migrate(nowhere, postgres))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(nowhere.toString());
        assertThat(Files.exists(nowhere.path())).isFalse();
    }

    @Test
    void copyThatDiffersIsFound() throws SQLException {
        try (SqlStore store = open(sqlite)) {
            History.some(store, random, 3);
        }
        List<String> damages = new ArrayList<>(List.of(
                "UPDATE message SET stanza = 'x' WHERE seq = 1",
                "DELETE FROM document",
                "UPDATE roster_item SET ask = NOT ask",
                "UPDATE device SET software = NULL"));
        migrate(sqlite, postgres);
        for (String damage : damages) {
            try (Backend source = Opening.beside(sqlite);
                    Backend target = Opening.beside(postgres);
                    Sql writer = target.writer();
                    Copying copying = new Copying(source, target, writer, CopyProgress.NONE)) {
                copying.copy();
                assertThat(copying.verify()).isNotEmpty();
                writer.update(damage);
                writer.connection().commit();
                assertThatThrownBy(copying::verify)
                        .as(damage)
                        .isInstanceOf(StoreException.class)
                        .hasMessageContaining("not the same");
            }
        }
    }
}
