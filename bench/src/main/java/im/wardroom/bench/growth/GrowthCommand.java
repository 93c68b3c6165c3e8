// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.growth;

import im.wardroom.bench.contender.Folders;
import im.wardroom.bench.contender.Wardroom;
import im.wardroom.bench.report.Machine;
import im.wardroom.bench.report.Results;
import im.wardroom.bench.report.ResultsFile;
import im.wardroom.bench.report.Row;
import im.wardroom.bench.scenario.Descriptors;
import im.wardroom.bench.scenario.Plan;
import im.wardroom.bench.scenario.Times;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `bench growth`: whether a message costs the same when everything around it grows.
@Command(
        name = "growth",
        mixinStandardHelpOptions = true,
        description = "Measure what a message costs Wardroom with more sessions, contacts and stored messages.")
public final class GrowthCommand implements Callable<Integer> {

    private static final double FLAT = 1.2;
    private static final int FAILED = 1;

    @Option(names = "--quick", description = "Small and short: only to see that it works.")
    boolean quick;

    @Option(names = "--only", split = ",", paramLabel = "KIND", description = "Of: sessions, contacts, messages.")
    List<String> only = List.of();

    @Option(names = "--messages", description = "How many messages are stored at most (10,000,000).")
    long messages;

    @Option(names = "--sessions", description = "How many sessions are idle at most (10,000).")
    int sessions;

    @Option(names = "--contacts", description = "How many contacts each roster has at most (1,000).")
    int contacts;

    @Mixin
    Times times = new Times();

    @Option(names = "--output", paramLabel = "FILE", description = "Where to write the results (CSV).")
    @Nullable
    Path output;

    @Override
    public Integer call() throws IOException {
        Path folder = Files.createTempDirectory("wardroom-bench");
        try {
            Wardroom wardroom = Wardroom.here("");
            Machine machine = Machine.describe();
            System.out.println(machine);
            Results results = new Growth(wardroom, plan(), folder, System.out).run(series());
            boolean flat = print(results);
            Path file = output == null ? ResultsFile.fresh("growth") : output;
            ResultsFile.write(
                    file,
                    List.of("date: " + Instant.now(), "machine: " + machine, "plan: " + plan(), wardroom.version()),
                    results);
            System.out.println("results are in " + file);
            return flat ? 0 : FAILED;
        } finally {
            Folders.delete(folder);
        }
    }

    /// Returns whether everything is flat.
    private static boolean print(Results results) {
        boolean flat = true;
        for (String series : results.scenarios()) {
            List<Row> rows = results.rows(series, Growth.COST);
            double least = rows.getFirst().median();
            System.out.printf(
                    "%n| %s | µs a message, median | worst round | to none |%n| ---: | ---: | ---: | ---: |%n", series);
            for (Row row : rows) {
                double ratio = row.median() / least;
                flat &= ratio <= FLAT;
                System.out.printf(
                        "| %,d | %.1f | %.1f | %.2f%s |%n",
                        Long.parseLong(row.server()),
                        row.median(),
                        row.worst(),
                        ratio,
                        ratio <= FLAT ? "" : ", NOT FLAT");
            }
        }
        return flat;
    }

    private List<Series> series() {
        long mostSessions = sessions > 0 ? sessions : quick ? 400 : 10_000;
        long mostContacts = contacts > 0 ? contacts : quick ? 100 : 1_000;
        long mostMessages = messages > 0 ? messages : quick ? 100_000 : 10_000_000;
        int possible = Descriptors.limited((int) mostSessions);
        return Series.all(possible, mostContacts, mostMessages).stream()
                .filter(series ->
                        only.isEmpty() || only.contains(series.kind().name().toLowerCase(java.util.Locale.ROOT)))
                .toList();
    }

    private Plan plan() {
        return times.of(quick ? Plan.QUICK : Plan.FULL);
    }
}
