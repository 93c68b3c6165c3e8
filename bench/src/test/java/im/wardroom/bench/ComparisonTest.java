// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.bench.contender.Forwarder;
import im.wardroom.bench.report.Results;
import im.wardroom.bench.report.Row;
import im.wardroom.bench.scenario.Chat;
import im.wardroom.bench.scenario.Idle;
import im.wardroom.bench.scenario.Plan;
import im.wardroom.bench.scenario.Scenario;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A comparison of which only the forwarder takes part, in a process of its own.
@Tag("slow")
class ComparisonTest {

    private static final Plan TINY = Plan.QUICK
            .withTimes(Duration.ofMillis(200), Duration.ofMillis(500), 2)
            .withLoad(4, 3, 200, 20);

    @TempDir
    Path folder;

    private final ByteArrayOutputStream progress = new ByteArrayOutputStream();

    private Comparison comparison(Plan plan) throws IOException {
        return new Comparison(
                plan, List.of(new Forwarder()), folder, new PrintStream(progress, true, StandardCharsets.UTF_8));
    }

    @Test
    void eachRoundGivesAFigureForEachProcessorSecond() throws IOException {
        Comparison comparison = comparison(TINY);
        Results results = comparison.run(List.<Scenario>of(Scenarios.CHAT));
        assertThat(comparison.failures())
                .as(progress.toString(StandardCharsets.UTF_8))
                .isEmpty();
        List<Row> rows = results.rows("chat", Chat.THROUGHPUT);
        assertThat(rows)
                .singleElement()
                .satisfies(row -> assertThat(row.values()).hasSize(2).allMatch(value -> value > 100));
    }

    @Test
    void memoryIsReadFromTheServersProcess() throws IOException {
        Plan plan = new Plan(Duration.ZERO, Duration.ZERO, 1, 1, 100, 1, 1, 1, 1, 20, Duration.ofMillis(100));
        Results results = comparison(plan).run(List.<Scenario>of(Scenarios.IDLE));
        assertThat(results.rows("idle", Idle.START))
                .singleElement()
                .satisfies(row -> assertThat(row.median()).isBetween(10.0, 2_000.0));
    }

    @Test
    void nothingIsLeftBehind() throws IOException {
        comparison(TINY).run(List.<Scenario>of(Scenarios.CHAT));
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(path -> path.getFileName().toString())).containsExactly("identity");
        }
        assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive))
                .isEmpty();
    }

    @Test
    void theForwarderTakesNoPartInWhatItCannotDo() {
        List<Contender> contenders = Contender.of(Scenarios.ARCHIVED, List.of(new Forwarder()));
        assertThat(contenders).isEmpty();
    }
}
