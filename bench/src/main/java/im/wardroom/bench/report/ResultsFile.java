// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.report;

import im.wardroom.bench.scenario.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Results as a file: lines with `#` say how they came about, the others are `scenario;server;measure;unit;better` and
/// one value for each round.
public final class ResultsFile {

    private static final int FIXED = 5;

    private ResultsFile() {}

    /// A file that does not exist yet, where builds put what can be lost.
    public static Path fresh(String kind) {
        Path folder = Path.of(System.getProperty("wardroom.home", ""), "bench", "target", "results");
        return folder.resolve(kind + '-'
                + Instant.now().truncatedTo(ChronoUnit.SECONDS).toString().replace(':', '.') + ".csv");
    }

    public static void write(Path file, List<String> description, Results results) throws IOException {
        List<String> lines = new ArrayList<>();
        description.forEach(line -> lines.add("# " + line));
        for (Row row : results.rows()) {
            StringBuilder line = new StringBuilder(String.join(
                    ";",
                    row.scenario(),
                    row.server(),
                    row.measure(),
                    row.unit(),
                    row.better().name()));
            row.values().forEach(value -> line.append(';').append(String.format(Locale.ROOT, "%.4f", value)));
            lines.add(line.toString());
        }
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.write(file, lines);
    }

    public static Results read(Path file) throws IOException {
        Results results = new Results();
        for (String line : Files.readAllLines(file)) {
            if (!line.startsWith("#") && !line.isBlank()) {
                String[] fields = line.split(";", -1);
                Reading.Better better = Reading.Better.valueOf(fields[FIXED - 1]);
                Arrays.stream(fields)
                        .skip(FIXED)
                        .mapToDouble(Double::parseDouble)
                        .forEach(value -> results.add(
                                fields[0], fields[1], List.of(new Reading(fields[2], fields[3], value, better))));
            }
        }
        return results;
    }
}
