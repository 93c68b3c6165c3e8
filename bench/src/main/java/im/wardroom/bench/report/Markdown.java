// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.report;

import im.wardroom.bench.scenario.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Results as tables that people can read as they are and that a page can show.
public final class Markdown {

    private Markdown() {}

    public static String of(Results results) {
        StringBuilder text = new StringBuilder();
        for (String scenario : results.scenarios()) {
            text.append("\n### ").append(scenario).append("\n");
            for (String measure : results.measures(scenario)) {
                if (results.rows(scenario, measure).getFirst().better() != Reading.Better.NEITHER) {
                    text.append(table(results, scenario, measure));
                }
            }
            text.append(notes(results, scenario));
        }
        List<String> verdicts =
                Target.ALL.stream().flatMap(t -> t.verdict(results).stream()).toList();
        if (!verdicts.isEmpty()) {
            text.append("\n### targets\n\n");
            verdicts.forEach(verdict -> text.append("- ").append(verdict).append('\n'));
        }
        return text.toString();
    }

    private static String table(Results results, String scenario, String measure) {
        List<Row> rows = results.rows(scenario, measure);
        Optional<Row> ours = results.ours(scenario, measure);
        List<List<String>> cells = new ArrayList<>();
        String unit = rows.getFirst().unit();
        cells.add(List.of(measure + (unit.isEmpty() ? "" : ", " + unit), "median", "worst round", "wardroom / it"));
        for (Row row : rows) {
            cells.add(List.of(
                    row.server(),
                    number(row.median()),
                    number(row.worst()),
                    ours.filter(own -> !own.server().equals(row.server()) && row.median() > 0)
                            .map(own -> String.format(Locale.ROOT, "%.2f", own.median() / row.median()))
                            .orElse("")));
        }
        return layout(cells);
    }

    /// What only explains, in one table.
    private static String notes(Results results, String scenario) {
        List<String> measures = results.measures(scenario).stream()
                .filter(measure -> results.rows(scenario, measure).getFirst().better() == Reading.Better.NEITHER)
                .toList();
        List<Row> rows = results.rows().stream()
                .filter(row -> row.scenario().equals(scenario))
                .toList();
        List<List<String>> cells = new ArrayList<>();
        List<String> header = new ArrayList<>(List.of("beside it"));
        List<String> servers = rows.stream().map(Row::server).distinct().toList();
        header.addAll(servers);
        cells.add(header);
        for (String measure : measures) {
            List<String> line = new ArrayList<>();
            String unit = results.rows(scenario, measure).getFirst().unit();
            line.add(measure + (unit.isEmpty() ? "" : ", " + unit));
            servers.forEach(server -> line.add(rows.stream()
                    .filter(row -> row.server().equals(server) && row.measure().equals(measure))
                    .map(row -> number(row.median()))
                    .findFirst()
                    .orElse("")));
            cells.add(line);
        }
        return layout(cells);
    }

    private static String layout(List<List<String>> cells) {
        StringBuilder text = new StringBuilder("\n");
        for (int i = 0; i < cells.size(); i++) {
            text.append('|');
            for (int column = 0; column < cells.get(i).size(); column++) {
                int width = widest(cells, column);
                String cell = cells.get(i).get(column);
                String padding = " ".repeat(width - cell.length());
                text.append(' ')
                        .append(column == 0 ? cell + padding : padding + cell)
                        .append(" |");
            }
            text.append('\n');
            if (i == 0) {
                text.append("| --- |")
                        .repeat(" ---: |", cells.getFirst().size() - 1)
                        .append('\n');
            }
        }
        return text.toString();
    }

    private static int widest(List<List<String>> cells, int column) {
        return cells.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    static String number(double value) {
        double size = Math.abs(value);
        String form = size >= 100 ? "%,.0f" : size >= 10 ? "%,.1f" : "%,.2f";
        return String.format(Locale.ROOT, form, value);
    }
}
