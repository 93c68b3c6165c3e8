// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.bench.scenario.Chat;
import im.wardroom.bench.scenario.Latency;
import im.wardroom.bench.scenario.Reading;
import im.wardroom.bench.scenario.Reading.Better;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetTest {

    private final Results results = new Results();

    private void add(String scenario, String server, String measure, Better better, double... values) {
        for (double value : values) {
            results.add(scenario, server, List.of(new Reading(measure, "", value, better)));
        }
    }

    @Test
    void theBestOfTheOthersCounts() {
        add("archive", "wardroom", Chat.THROUGHPUT, Better.MORE, 8_000);
        add("archive", "prosody, archive in files", Chat.THROUGHPUT, Better.MORE, 2_000);
        add("archive", "ejabberd, archive in Mnesia", Chat.THROUGHPUT, Better.MORE, 1_000);
        Target target = new Target("archive", Chat.THROUGHPUT, List.of("ejabberd", "prosody"), 8);
        assertThat(target.verdict(results))
                .hasValueSatisfying(verdict ->
                        assertThat(verdict).contains("4.00 x prosody, archive in files", "at least 8.0", "NOT MET"));
    }

    @Test
    void lessIsBetterForTimes() {
        add("latency", "wardroom", Latency.P99, Better.LESS, 0.6);
        add("latency", "ejabberd", Latency.P99, Better.LESS, 0.8);
        Target target = new Target("latency", Latency.P99, List.of("ejabberd"), 1);
        assertThat(target.verdict(results))
                .hasValueSatisfying(verdict -> assertThat(verdict)
                        .contains("0.75 x ejabberd", "at most 1.0")
                        .endsWith(": met"));
    }

    @Test
    void withoutTheOtherThereIsNoVerdict() {
        add("latency", "wardroom", Latency.P99, Better.LESS, 0.6);
        assertThat(new Target("latency", Latency.P99, List.of("ejabberd"), 1).verdict(results))
                .isEmpty();
    }

    @Test
    void theWorstRoundIsTheLeastFlatteringOne() {
        add("chat", "wardroom", Chat.THROUGHPUT, Better.MORE, 3, 1, 2);
        add("latency", "wardroom", Latency.P99, Better.LESS, 3, 1, 2);
        assertThat(results.rows()).extracting(Row::median).containsExactly(2.0, 2.0);
        assertThat(results.rows()).extracting(Row::worst).containsExactly(1.0, 3.0);
    }

    @Test
    void aPlotHasABarForEachServer() {
        add("chat", "wardroom", Chat.THROUGHPUT, Better.MORE, 300, 200);
        add("chat", "prosody <1>", Chat.THROUGHPUT, Better.MORE, 100);
        add("chat", "prosody <1>", "server busy", Better.NEITHER, 99);
        String svg = Plot.of(results);
        assertThat(svg).containsOnlyOnce("class=\"ours\"").containsOnlyOnce("class=\"other\"");
        assertThat(svg).contains("prosody &lt;1>").doesNotContain("server busy");
    }

    @Test
    void aFileKeepsEveryRound(@TempDir Path folder) throws IOException {
        add("chat", "prosody, archive in files", Chat.THROUGHPUT, Better.MORE, 3.5, 1, 2);
        Path file = folder.resolve("results.csv");
        ResultsFile.write(file, List.of("date: today"), results);
        assertThat(ResultsFile.read(file).rows()).isEqualTo(results.rows());
    }
}
