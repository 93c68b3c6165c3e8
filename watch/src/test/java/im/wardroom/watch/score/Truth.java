// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.score;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What is in the captures beside the project: for each capture, the flows that belong to a service.
record Truth(Map<String, Map<FlowKey, Labelled>> captures) {

    /// @param required false for what may be reported and need not be
    record Labelled(String service, boolean required, String via, String line) {}

    static Path folder() {
        return Path.of("..", "..", "shared", "captures");
    }

    static boolean isThere() {
        return Files.isReadable(folder().resolve("flows.tsv"));
    }

    static Truth read() {
        Map<String, Map<FlowKey, Labelled>> captures = new LinkedHashMap<>();
        for (String[] fields : table("truth.tsv")) {
            captures.computeIfAbsent(fields[0], k -> new HashMap<>());
        }
        for (String[] fields : table("flows.tsv")) {
            FlowKey key =
                    FlowKey.of(fields[1], FlowKey.address(fields[2]), fields[3], FlowKey.address(fields[4]), fields[5]);
            Labelled labelled = new Labelled(fields[6], fields[7].equals("1"), fields[8], String.join(" ", fields));
            captures.computeIfAbsent(fields[0], k -> new HashMap<>()).put(key, labelled);
        }
        return new Truth(captures);
    }

    private static List<String[]> table(String name) {
        try (var lines = Files.lines(folder().resolve(name))) {
            return lines.filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> line.split("\t", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
