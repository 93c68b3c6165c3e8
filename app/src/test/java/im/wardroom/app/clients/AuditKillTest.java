// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.wardroom.app.cli.InProcess;
import im.wardroom.app.cli.InProcess.Said;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` in the middle of what has to be written down leaves an audit log that is whole, goes on where it was, and
/// holds all that was promised; and whoever changes it is found out.
@Tag("slow")
@Timeout(120)
class AuditKillTest {

    private static final int ROUNDS = 3;
    private static final int GROUPS = 3;
    private static final int PEOPLE_OF_A_GROUP = 6;
    private static final int LEAST_BEFORE_KILL = 20;
    private static final int MOST_BEFORE_KILL = 120;
    private static final int SIGN_INS_OF_A_MINUTE = 20;

    private static final Map<String, String> SHORT_LIVED =
            Map.of("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");

    @TempDir
    Path folder;

    @Test
    void logIsWholeAfterEveryKillAndHoldsWhatWasAnsweredBefore() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("AuditKillTest: -Dseed=" + seed);
        Random random = new Random(seed);
        List<Path> heads = new ArrayList<>();
        Path data;
        try (StartedProgram program = StartedProgram.start(StartedProgram.withoutLimits(folder), SHORT_LIVED)) {
            data = program.data();
            AuditableDeeds deeds = new AuditableDeeds(program, groups(program));
            for (int round = 0; round < ROUNDS; round++) {
                deeds.begin();
                deeds.awaitMore(LEAST_BEFORE_KILL);
                heads.add(head(data, heads.size()));
                deeds.awaitMore(random.nextInt(MOST_BEFORE_KILL));
                deeds.expectTheEnd();
                program.kill();
                deeds.awaitTheEnd();
                isWhole(data, heads);
                program.startAgain();
                holds(data, deeds.certain());
            }
            isWhole(data, heads);
            System.out.println("AuditKillTest: " + deeds.certain().size() + " deeds, "
                    + AuditLog.records(data).size() + " records");
        }
        changeIsFoundAndNamed(data, random);
    }

    private static List<List<Person>> groups(StartedProgram program) {
        return IntStream.range(0, GROUPS)
                .mapToObj(group -> IntStream.range(0, PEOPLE_OF_A_GROUP)
                        .mapToObj(i -> program.person("sailor"))
                        .toList())
                .toList();
    }

    /// As an officer would take it away, while everything goes on.
    private Path head(Path data, int number) throws IOException {
        Said said = InProcess.run(data, "audit", "head");
        assertThat(said.code()).as(said.text()).isZero();
        return Files.writeString(folder.resolve("head" + number + ".json"), said.text());
    }

    private static void isWhole(Path data, List<Path> heads) {
        for (Path head : heads) {
            Said said = InProcess.run(data, "audit", "verify", "--head", head.toString());
            assertThat(said.code()).as(said.text()).isZero();
            assertThat(said.text()).contains("are as they were written, and none is missing");
        }
    }

    private static void holds(Path data, List<String> certain) {
        Map<String, Integer> written = new HashMap<>();
        AuditLog.records(data).forEach(record -> written.merge(AuditableDeeds.deed(record), 1, Integer::sum));
        Map<String, Integer> missing = new HashMap<>();
        certain.forEach(deed -> missing.merge(deed, 1, Integer::sum));
        // What somebody is refused twice in a minute is one record, under one reference; and of one account, so many
        // sign-ins of a minute are records of their own.
        missing.replaceAll((deed, count) ->
                Math.min(count, deed.startsWith("refuse ") ? 1 : SIGN_INS_OF_A_MINUTE) - written.getOrDefault(deed, 0));
        missing.values().removeIf(count -> count <= 0);
        assertThat(missing).as("answered, and not in the log").isEmpty();
    }

    private void changeIsFoundAndNamed(Path data, Random random) throws Exception {
        Path copy = Files.createDirectory(folder.resolve("copy"));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(data, "{wardroom.db*,audit.key}")) {
            for (Path file : files) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        long victim = 1 + random.nextInt(AuditLog.records(copy).size());
        String change =
                "UPDATE audit SET record = replace(record, '\"actor\":\"', '\"actor\":\"x') WHERE seq = " + victim;
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + copy.resolve("wardroom.db"));
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(change)).isInstanceOf(SQLException.class);
            statement.execute("DROP TRIGGER audit_stays_as_it_is");
            statement.execute(change);
        }
        Said said = InProcess.run(copy, "audit", "verify");
        assertThat(said.code()).as(said.text()).isEqualTo(1);
        assertThat(said.text()).startsWith("record " + victim + " was changed");
    }
}
