// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.worm;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// Draws runs as points on a logarithmic scale, a line for each kind of worm. Readable on light and on dark pages.
final class WormPlot {

    private static final int WIDTH = 860;
    private static final int LABELS = 150;
    private static final int SPAN = 660;
    private static final int LINE = 24;
    private static final int TITLE = 34;
    private static final String STYLE = """
            <style>
              text { font: 13px system-ui, sans-serif; fill: #24292f; }
              .title { font-weight: 600; } .small { font-size: 11px; fill: #57606a; }
              .grid { stroke: #d0d7de; } .target { stroke: #c9362b; stroke-width: 2; stroke-dasharray: 5 3; }
              .bare { fill: #9aa4af; } .run { fill: #2f6fde; fill-opacity: 0.45; } .mark { stroke: #24292f; stroke-width: 2.5; }
              @media (prefers-color-scheme: dark) {
                text { fill: #e6edf3; } .small { fill: #9da7b1; } .grid { stroke: #30363d; } .target { stroke: #ff7b72; }
                .bare { fill: #6e7681; } .run { fill: #58a6ff; } .mark { stroke: #e6edf3; }
              }
            </style>
            """;

    private final StringBuilder body = new StringBuilder();
    private final double least;
    private final double most;
    private int y = 8;

    private WormPlot(double least, double most) {
        this.least = least;
        this.most = most;
    }

    /// The share of accounts that each worm took, with and without the guard; a panel for each click probability.
    static String infected(List<Summary> all) {
        WormPlot plot = new WormPlot(0.005, 100);
        all.stream().map(Summary::click).distinct().sorted().forEach(click -> {
            plot.title(String.format(
                    Locale.ROOT, "accounts infected, %%: click probability %.1f (grey: without the guard)", click));
            List<Summary> some = all.stream().filter(s -> s.click() == click).toList();
            plot.grid(some.size(), Summary.MOST_INFECTED, "%");
            some.forEach(s -> plot.line(s, Outcome::share, true));
            plot.y += 22;
        });
        return plot.document();
    }

    /// How many people had a copy when the guard first acted.
    static String found(List<Summary> all, double click) {
        List<Summary> some = all.stream().filter(s -> s.click() == click).toList();
        WormPlot plot = new WormPlot(0.5, 1_000);
        plot.title(String.format(
                Locale.ROOT, "people who had a copy when the guard first acted: click probability %.1f", click));
        plot.grid(some.size(), Summary.MOST_RECIPIENTS, "");
        some.forEach(s -> plot.line(s, run -> run.found() < 0 ? run.delivered() : run.found(), false));
        plot.y += 22;
        return plot.document();
    }

    private String document() {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\">%n"
                        .formatted(WIDTH, y, WIDTH, y)
                + STYLE + body + "</svg>\n";
    }

    private void title(String text) {
        text(2, y + 16, "title", text + "; each point a run, the bar the 95th percentile");
        y += TITLE;
    }

    private double x(double value) {
        double place = Math.log(Math.max(value, least) / least) / Math.log(most / least);
        return LABELS + SPAN * Math.min(1, place);
    }

    private void grid(int lines, double target, String unit) {
        int bottom = y + lines * LINE;
        for (double value = Math.pow(10, Math.ceil(Math.log10(least))); value <= most * 1.01; value *= 10) {
            vertical("grid", value, bottom);
            String label = value >= 1 ? String.format(Locale.ROOT, "%.0f", value) : String.valueOf((float) value);
            text((int) x(value) - 8, bottom + 14, "small", label + unit);
        }
        vertical("target", target, bottom);
    }

    private void vertical(String kind, double value, int bottom) {
        body.append(String.format(
                Locale.ROOT,
                "<line class=\"%s\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>%n",
                kind,
                x(value),
                x(value),
                y,
                bottom));
    }

    private void line(Summary summary, ToDoubleFunction<Outcome> of, boolean withBare) {
        int middle = y + LINE / 2;
        text(2, middle + 4, "label", summary.kind().label());
        if (withBare) {
            summary.bare().forEach(run -> point("bare", of.applyAsDouble(run), middle));
        }
        summary.guarded().forEach(run -> point("run", of.applyAsDouble(run), middle));
        double mark = x(Summary.quantile(summary.guarded(), 0.95, of));
        body.append(String.format(
                Locale.ROOT,
                "<line class=\"mark\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>%n",
                mark,
                mark,
                middle - 8,
                middle + 8));
        y += LINE;
    }

    private void point(String kind, double value, int middle) {
        body.append(String.format(
                Locale.ROOT, "<circle class=\"%s\" cx=\"%.1f\" cy=\"%d\" r=\"4.5\"/>%n", kind, x(value), middle));
    }

    private void text(int left, int baseline, String kind, String content) {
        body.append("<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>%n".formatted(kind, left, baseline, content));
    }
}
