// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.report;

import im.wardroom.bench.scenario.Reading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All readings of a run, by scenario, server and measure.
public final class Results {

    private record Key(String scenario, String server, String measure) {}

    private final Map<Key, List<Double>> values = new LinkedHashMap<>();
    private final Map<Key, Reading> samples = new LinkedHashMap<>();

    public void add(String scenario, String server, List<Reading> readings) {
        for (Reading reading : readings) {
            Key key = new Key(scenario, server, reading.measure());
            values.computeIfAbsent(key, ignored -> new ArrayList<>()).add(reading.value());
            samples.putIfAbsent(key, reading);
        }
    }

    public List<Row> rows() {
        return values.keySet().stream().map(this::row).toList();
    }

    private Row row(Key key) {
        Reading sample = samples.getOrDefault(key, new Reading(key.measure(), "", 0, Reading.Better.NEITHER));
        return new Row(
                key.scenario(),
                key.server(),
                key.measure(),
                sample.unit(),
                sample.better(),
                values.getOrDefault(key, List.of()));
    }

    public List<Row> rows(String scenario, String measure) {
        return rows().stream()
                .filter(row -> row.scenario().equals(scenario) && row.measure().equals(measure))
                .toList();
    }

    public List<String> scenarios() {
        return rows().stream().map(Row::scenario).distinct().toList();
    }

    public List<String> measures(String scenario) {
        return rows().stream()
                .filter(row -> row.scenario().equals(scenario))
                .map(Row::measure)
                .distinct()
                .toList();
    }

    /// The row of our server.
    public Optional<Row> ours(String scenario, String measure) {
        return rows(scenario, measure).stream()
                .filter(row -> row.server().equals("wardroom"))
                .findFirst();
    }
}
