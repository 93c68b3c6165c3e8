// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import im.wardroom.store.Audit;
import im.wardroom.store.Change;
import im.wardroom.store.StoreException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a server that is elsewhere can do to the store: go away, come back, belong to somebody else.
@Timeout(120)
class PostgresTest {

    private static final String KILL_ALL = """
            SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid()""";

    private static final String STUCK = """
            SELECT pid FROM pg_stat_activity
            WHERE datname = current_database() AND wait_event_type = 'Lock'""";

    private static final String KILL_STUCK = """
            SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
            WHERE datname = current_database() AND wait_event_type = 'Lock'""";

    @TempDir
    private Path folder;

    private final PostgresServer server = PostgresServer.shared();
    private Location.Postgres location;

    @BeforeEach
    void makeDatabase() {
        location = server.databaseOf(folder);
    }

    @AfterEach
    void nobodyIsLeft() {
        server.execute(database(), KILL_ALL);
    }

    private String database() {
        return location.url().database();
    }

    private SqlStore open() {
        return SqlStore.open(location, Options.DEFAULT);
    }

    private static CompletableFuture<Void> put(SqlStore store, String key) {
        return store.commit(List.of(new Change.PutSetting(key, new byte[] {1}))).orTimeout(60, TimeUnit.SECONDS);
    }

    private static boolean has(SqlStore store, String key) {
        return store.settings().read(key).isPresent();
    }

    @Test
    void secondServerOnTheSameDatabaseIsRefused() {
        try (SqlStore first = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(StoreException.InUse.class)
                    .hasMessageContaining(database())
                    .hasMessageNotContaining("postgres:postgres")
                    .hasMessageContaining("Stop that one first");
            put(first, "still").join();
        }
        open().close();
    }

    // The server of the database ends a connection, and with it the lock, a moment after it was closed.
    @Test
    void lockOfAServerThatIsJustLeavingIsWaitedFor() throws Exception {
        try (Sql leaving = PostgresBackend.of(location.url()).writer()) {
            CompletableFuture<SqlStore> opening = CompletableFuture.supplyAsync(this::open);
            await().until(() ->
                    opening.isDone() || server.text(database(), STUCK).isPresent());
            leaving.close();
            opening.join().close();
        }
    }

    @Test
    void connectionThatIsLostWhileIdleFailsNobody() {
        try (SqlStore store = open()) {
            put(store, "before").join();
            assertThat(has(store, "before")).isTrue();
            server.execute(database(), KILL_ALL);
            put(store, "after").join();
            assertThat(has(store, "after")).isTrue();
        }
    }

    @Test
    void connectionThatIsLostInTheMiddleOfACommitFailsItAndServiceGoesOn() throws Exception {
        try (SqlStore store = open();
                Sql other = PostgresBackend.of(location.url()).connect()) {
            // It holds the row that the store wants to write.
            put(store, "row").join();
            other.update("UPDATE setting SET content = content WHERE name = 'row'");
            CompletableFuture<Void> stuck = put(store, "row");
            while (server.text(database(), KILL_STUCK).isEmpty()) {
                Thread.onSpinWait();
            }
            assertThatThrownBy(stuck::join).cause().isExactlyInstanceOf(StoreException.class);
            other.connection().rollback();
            put(store, "after").join();
        }
    }

    @Test
    void serverThatWasStoppedFailsCommitsUntilItIsBack(@TempDir Path data) {
        try (PostgresServer own = PostgresServer.start(data);
                SqlStore store = SqlStore.open(own.databaseOf(folder), Options.DEFAULT)) {
            put(store, "before").join();
            own.stop();
            assertThatThrownBy(() -> put(store, "lost").join()).cause().isExactlyInstanceOf(StoreException.class);
            assertThatThrownBy(() -> has(store, "before")).isInstanceOf(StoreException.class);
            own.startAgain();
            put(store, "after").join();
            assertThat(has(store, "before")).isTrue();
            assertThat(has(store, "lost")).isFalse();
            assertThat(has(store, "after")).isTrue();
        }
    }

    @Test
    void serverThatMissedAnothersChangesWritesNoMore() {
        try (SqlStore first = open()) {
            // The lock goes with the connection, and another server takes its chance.
            server.execute(database(), KILL_ALL);
            try (SqlStore second = open()) {
                put(second, "of the second").join();
                assertThatThrownBy(() -> put(first, "of the first").join())
                        .cause()
                        .isInstanceOf(StoreException.class);
            }
            assertThatThrownBy(() -> put(first, "of the first").join())
                    .cause()
                    .isInstanceOf(StoreException.class)
                    .rootCause()
                    .hasMessageContaining("started again");
            assertThat(has(first, "of the first")).isFalse();
        }
    }

    @Test
    void databaseItselfRefusesToChangeOrRemoveARecordOfTheAuditLog() {
        try (SqlStore store = open()) {
            store.commit(List.of(new Change.AppendAudit(new Audit.Line(1, "a record"))))
                    .join();
        }
        for (String sql : List.of("UPDATE audit SET record = 'another'", "DELETE FROM audit", "TRUNCATE audit")) {
            assertThatThrownBy(() -> server.execute(database(), sql)).hasStackTraceContaining("audit log stays");
        }
    }

    @Test
    void commitsAreSyncedWhateverTheServersDefaultIs() throws Exception {
        assertThat(server.text(database(), "SHOW synchronous_commit")).contains("off");
        try (Sql writer = PostgresBackend.of(location.url()).connect()) {
            assertThat(writer.first("SHOW synchronous_commit", row -> row.text("synchronous_commit")))
                    .contains("on");
        }
    }

    @Test
    void readerCannotWriteAndHoldsUpNoWriter() throws Exception {
        try (SqlStore store = open();
                Sql reader = PostgresBackend.of(location.url()).reader()) {
            assertThat(reader.list("SELECT * FROM setting", row -> 1)).isEmpty();
            put(store, "meanwhile").join();
            assertThat(reader.list("SELECT * FROM setting", row -> 1)).isEmpty();
            reader.connection().commit();
            assertThat(reader.list("SELECT * FROM setting", row -> 1)).hasSize(1);
            assertThatThrownBy(() -> reader.update("DELETE FROM setting")).hasMessageContaining("read-only");
        }
    }

    @Test
    void serverThatIsNotThereIsNamedWithoutThePassword() {
        PostgresUrl nowhere = new PostgresUrl("localhost", 1, "chat", "romeo", "mellon", Map.of());
        assertThatThrownBy(() -> SqlStore.open(new Location.Postgres(nowhere), Options.DEFAULT))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("postgresql://romeo:***@localhost:1/chat")
                .hasMessageNotContaining("mellon");
    }

    @Test
    void serverThatDoesNotSyncIsRefused(@TempDir Path data) {
        try (PostgresServer careless = PostgresServer.careless(data)) {
            assertThatThrownBy(() -> SqlStore.open(careless.databaseOf(folder), Options.DEFAULT))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("fsync = on");
        }
    }

    @Test
    void databaseInAnotherEncodingIsRefused() {
        String name = database() + "_latin";
        server.execute("postgres", "CREATE DATABASE " + name + " ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0");
        assertThatThrownBy(() -> SqlStore.open(new Location.Postgres(server.url(name)), Options.DEFAULT))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("LATIN1")
                .hasMessageContaining("createdb --encoding=UTF8");
    }

    @Test
    void textWithAZeroByteIsRefusedAloneAndTheRestIsKept() {
        try (SqlStore store = open()) {
            CompletableFuture<Void> sound = put(store, "sound");
            CompletableFuture<Void> broken = put(store, "a\u0000b");
            CompletableFuture<Void> next = put(store, "next");
            CompletableFuture.allOf(sound, next).join();
            assertThatThrownBy(broken::join).cause().isExactlyInstanceOf(StoreException.class);
            assertThat(has(store, "next")).isTrue();
        }
    }
}
