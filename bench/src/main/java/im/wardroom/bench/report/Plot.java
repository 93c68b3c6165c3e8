// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.report;

import im.wardroom.bench.scenario.Reading;
import java.util.List;
import java.util.Locale;

/// Results as bars, one panel for each measure, each with a scale of its own from zero. Readable on light and on dark
/// pages.
public final class Plot {

    private static final int WIDTH = 860;
    private static final int LABELS = 240;
    private static final int BARS = 500;
    private static final int BAR = 16;
    private static final int LINE = 22;
    private static final int TITLE = 30;
    private static final int GAP = 14;

    private static final String STYLE = """
            <style>
              text { font: 13px system-ui, sans-serif; fill: #24292f; }
              .title { font-weight: 600; }
              .ours { fill: #2f6fde; } .other { fill: #9aa4af; } .limit { fill: #c9b26b; }
              .worst { stroke: #24292f; stroke-width: 2; }
              @media (prefers-color-scheme: dark) {
                text { fill: #e6edf3; } .ours { fill: #58a6ff; } .other { fill: #6e7681; } .limit { fill: #8f7a35; }
                .worst { stroke: #e6edf3; }
              }
            </style>
            """;

    private final StringBuilder body = new StringBuilder();
    private int y = GAP;

    private Plot() {}

    /// An SVG document of everything that has a better and a worse.
    public static String of(Results results) {
        Plot plot = new Plot();
        for (String scenario : results.scenarios()) {
            for (String measure : results.measures(scenario)) {
                List<Row> rows = results.rows(scenario, measure);
                if (rows.getFirst().better() != Reading.Better.NEITHER) {
                    plot.panel(scenario, measure, rows);
                }
            }
        }
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\">%n"
                        .formatted(WIDTH, plot.y, WIDTH, plot.y)
                + STYLE + plot.body + "</svg>\n";
    }

    private void panel(String scenario, String measure, List<Row> rows) {
        Row first = rows.getFirst();
        String unit = first.unit().isEmpty() ? "" : ", " + first.unit();
        String which = first.better() == Reading.Better.LESS ? "less is better" : "more is better";
        text(2, y + BAR, "title", scenario + ": " + measure + unit + " (" + which + ")");
        y += TITLE;
        double most = rows.stream()
                .flatMap(row -> row.values().stream())
                .mapToDouble(v -> v)
                .max()
                .orElse(1);
        rows.forEach(row -> bar(row, most > 0 ? BARS / most : 0));
        y += GAP;
    }

    /// The bar is the median; the mark is the worst round.
    private void bar(Row row, double scale) {
        String kind = row.server().equals("wardroom") ? "ours" : row.server().equals("forwarder") ? "limit" : "other";
        int middle = y + BAR - 4;
        text(2, middle, "label", row.server());
        body.append(String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\"/>%n",
                kind,
                LABELS,
                y,
                Math.max(1, row.median() * scale),
                BAR));
        double worst = LABELS + row.worst() * scale;
        body.append(String.format(
                Locale.ROOT,
                "<line class=\"worst\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>%n",
                worst,
                worst,
                y - 1,
                y + BAR + 1));
        double end = LABELS + Math.max(row.median(), row.worst()) * scale + 8;
        text((int) end, middle, "value", Markdown.number(row.median()));
        y += LINE;
    }

    private void text(int x, int baseline, String kind, String content) {
        String escaped = content.replace("&", "&amp;").replace("<", "&lt;");
        body.append("<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>%n".formatted(kind, x, baseline, escaped));
    }
}
