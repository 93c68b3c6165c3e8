// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.wardroom.store.Audit;
import im.wardroom.store.Change;
import im.wardroom.store.StoreException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaTest {

    @TempDir
    private Path folder;

    @Test
    void knownVersionIsThatOfTheLastMigration() throws IOException, URISyntaxException {
        var location = Objects.requireNonNull(Schema.class.getResource("/db/migration"));
        try (Stream<Path> files = Files.list(Path.of(location.toURI()))) {
            assertThat(files.map(f -> f.getFileName().toString().replaceAll("^V(\\d+)__.*\\.sql$", "$1"))
                            .mapToInt(Integer::parseInt)
                            .max())
                    .hasValue(Schema.VERSION);
        }
    }

    @Test
    void newDatabaseGetsTheKnownVersion() throws SQLException {
        SqlStore.open(folder, Options.DEFAULT).close();
        assertThat(Database.text(folder, "SELECT MAX(version) FROM flyway_schema_history"))
                .isEqualTo(Integer.toString(Schema.VERSION));
    }

    @Test
    void databaseOfALaterVersionIsRefusedAndLeftAlone() throws SQLException {
        SqlStore.open(folder, Options.DEFAULT).close();
        Database.execute(folder, """
                INSERT INTO flyway_schema_history
                SELECT 99, '99', 'later', type, 'V99__later.sql', 0, installed_by, installed_on, 1, TRUE
                FROM flyway_schema_history WHERE version = '1'""");
        assertThatThrownBy(() -> SqlStore.open(folder, Options.DEFAULT))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("version 99")
                .hasMessageContaining("newer program");
        Database.execute(folder, "DELETE FROM flyway_schema_history WHERE version = '99'");
        SqlStore.open(folder, Options.DEFAULT).close();
    }

    @Test
    void databaseOfTheFirstVersionGetsWhatItLacks() throws SQLException {
        SqlStore.open(folder, Options.DEFAULT).close();
        for (String table : List.of(
                "audit",
                "audit_head",
                "guard_record",
                "upload",
                "node_item",
                "node_subscription",
                "node_affiliation",
                "node")) {
            Database.execute(folder, "DROP TABLE " + table);
        }
        Database.execute(folder, "DELETE FROM flyway_schema_history WHERE version > '1'");
        SqlStore.open(folder, Options.DEFAULT).close();
        assertThat(Database.text(folder, "SELECT COUNT(*) FROM node_item")).isEqualTo("0");
    }

    @Test
    void databaseItselfRefusesToChangeOrRemoveARecordOfTheAuditLog() throws SQLException {
        try (SqlStore store = SqlStore.open(folder, Options.DEFAULT)) {
            store.commit(List.of(new Change.AppendAudit(new Audit.Line(1, "a record"))))
                    .join();
        }
        for (String sql : List.of("UPDATE audit SET record = 'another'", "DELETE FROM audit")) {
            assertThatThrownBy(() -> Database.execute(folder, sql)).hasMessageContaining("audit log stays");
        }
        assertThat(Database.text(folder, "SELECT record FROM audit")).isEqualTo("a record");
    }

    @Test
    void writeAheadLogIsInUse() throws SQLException {
        SqlStore.open(folder, Options.DEFAULT).close();
        assertThat(Database.text(folder, "PRAGMA journal_mode")).isEqualTo("wal");
    }

    @Test
    void writerSyncsEveryCommitAndKeepsForeignKeys() throws SQLException {
        SqlStore.open(folder, Options.DEFAULT).close();
        try (Sql writer = SqliteBackend.beside(folder.resolve("wardroom.db")).writer()) {
            assertThat(pragma(writer, "synchronous")).contains(2L);
            assertThat(pragma(writer, "foreign_keys")).contains(1L);
        }
    }

    private static Optional<Long> pragma(Sql sql, String name) throws SQLException {
        return sql.first("PRAGMA " + name, row -> row.number(name));
    }
}
