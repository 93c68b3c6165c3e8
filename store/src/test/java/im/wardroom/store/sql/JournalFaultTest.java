// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import static im.wardroom.store.sql.JournalTest.append;
import static im.wardroom.store.sql.JournalTest.commit;
import static im.wardroom.store.sql.JournalTest.create;
import static im.wardroom.store.sql.JournalTest.open;
import static im.wardroom.store.sql.JournalTest.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import im.wardroom.store.Samples;
import im.wardroom.store.StoreException;
import im.wardroom.xmpp.address.BareJid;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The journal takes what its tables then refuse, as with a fault in the database.
@Timeout(120)
class JournalFaultTest {

    private static final BareJid ROMEO = BareJid.parse("romeo@example.org");
    private static final BareJid JULIET = BareJid.parse("juliet@example.org");

    @TempDir
    private Path folder;

    private Location location(String backend) {
        return JournalTest.location(backend, folder);
    }

    /// No message comes into its table any more.
    private void fault(Location location) throws SQLException {
        switch (location) {
            case Location.Folder _ ->
                Database.execute(
                        folder,
                        "CREATE TRIGGER fault BEFORE INSERT ON message BEGIN SELECT RAISE(ABORT, 'a fault'); END");
            case Location.Postgres postgres ->
                PostgresServer.shared().execute(postgres.url().database(), """
                                CREATE FUNCTION fault() RETURNS trigger LANGUAGE plpgsql AS
                                  $$ BEGIN RAISE EXCEPTION 'a fault'; END $$;
                                CREATE TRIGGER fault BEFORE INSERT ON message
                                  FOR EACH ROW EXECUTE FUNCTION fault()""");
        }
    }

    private void repair(Location location) throws SQLException {
        switch (location) {
            case Location.Folder _ -> Database.execute(folder, "DROP TRIGGER fault");
            case Location.Postgres postgres ->
                PostgresServer.shared().execute(postgres.url().database(), "DROP FUNCTION fault CASCADE");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgres"})
    void nothingIsLostOthersAreReadAndAllIsWellAgainAfterTheRepair(String backend) throws SQLException {
        Location location = location(backend);
        try (SqlStore store = open(location)) {
            commit(store, create(ROMEO), create(JULIET));
            commit(store, Samples.received(JULIET, 1, Instant.EPOCH, new byte[1]));
            assertThat(History.numbers(store, JULIET)).containsExactly(1L);
            fault(location);
            commit(store, append(1), append(2));
            await().until(() -> store.failingFor().isPresent());
            // Whoever has something in the journal is told that it cannot be read, and is never shown less.
            assertThatThrownBy(() -> History.numbers(store, ROMEO))
                    .isExactlyInstanceOf(StoreException.class)
                    .hasMessageContaining("cannot be written to its table");
            assertThat(History.numbers(store, JULIET)).containsExactly(1L);
            assertThatThrownBy(() -> commit(store, append(3))).cause().isExactlyInstanceOf(StoreException.class);
            repair(location);
            await().until(() -> store.failingFor().isEmpty());
            assertThat(rows(location)).isZero();
            commit(store, append(3));
            assertThat(History.numbers(store, ROMEO)).containsExactly(1L, 2L, 3L);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgres"})
    void whatTheTablesRefuseAtTheEndIsThereOnceTheyTakeItAtAStart(String backend) throws SQLException {
        Location location = location(backend);
        try (SqlStore store = open(location)) {
            commit(store, create(ROMEO));
            fault(location);
            commit(store, append(1));
        }
        assertThat(rows(location)).isEqualTo(1);
        assertThatThrownBy(() -> open(location)).isExactlyInstanceOf(StoreException.class);
        assertThat(rows(location)).isEqualTo(1);
        repair(location);
        try (SqlStore store = open(location)) {
            assertThat(rows(location)).isZero();
            assertThat(History.numbers(store, ROMEO)).containsExactly(1L);
        }
    }
}
