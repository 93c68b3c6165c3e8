// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.report;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/// Draws numbers as SVG within the page.
final class Charts {

    private static final int WIDTH = 480;
    private static final int LEFT = 52;
    private static final int TOP = 10;
    private static final int PLOT = 140;
    private static final int LABELS = 6;
    private static final int LETTER = 7;

    private final Html html;

    Charts(Html html) {
        this.html = html;
    }

    private static String n(double number) {
        String text = String.format(Locale.ROOT, "%.2f", number);
        return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
    }

    private void svg(int width, int height, String kind, String description) {
        html.open(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "viewBox",
                "0 0 " + width + " " + height,
                "class",
                kind,
                "role",
                "img",
                "aria-label",
                description);
    }

    private void label(double x, double y, String anchor, String text) {
        html.element("text", text, "x", n(x), "y", n(y), "text-anchor", anchor);
    }

    /// @param words how a value is written
    void columns(
            List<Scale.Column> columns,
            ToLongFunction<Scale.Column> value,
            LongFunction<String> words,
            String description) {
        long most = columns.stream().mapToLong(value).max().orElse(0);
        long step = Math.max(1, Scale.round(Math.max(1, (most + 3) / 4)));
        long top = Math.max(step, (most + step - 1) / step * step);
        svg(WIDTH, TOP + PLOT + 28, "chart", description);
        for (long tick = 0; tick <= top; tick += step) {
            double y = TOP + PLOT - (double) PLOT * tick / top;
            html.empty("line", "x1", n(LEFT), "x2", n(WIDTH), "y1", n(y), "y2", n(y), "class", "grid");
            label(LEFT - 6, y + 4, "end", words.apply(tick));
        }
        double slot = (double) (WIDTH - LEFT) / columns.size();
        double gap = Math.min(slot * 0.25, 6);
        double width = Math.min(slot - gap, 48);
        int every = every(columns, slot);
        for (int i = 0; i < columns.size(); i++) {
            Scale.Column column = columns.get(i);
            double x = LEFT + slot * i;
            bar(
                    x + (slot - width) / 2,
                    width,
                    (double) PLOT * value.applyAsLong(column) / top,
                    column.label() + ": " + words.apply(value.applyAsLong(column)));
            if (i % every == 0) {
                date(column.label(), x + slot / 2);
            }
        }
        html.close();
    }

    /// So many columns for a label that labels do not touch.
    private static int every(List<Scale.Column> columns, double slot) {
        int longest = columns.stream()
                .mapToInt(column -> column.label().length())
                .max()
                .orElse(1);
        int byWidth = (int) Math.ceil((longest + 1) * LETTER / slot);
        return Math.max(Math.max(1, byWidth), (int) Math.ceil((double) columns.size() / LABELS));
    }

    private void date(String label, double middle) {
        double half = label.length() * LETTER / 2.0;
        double x = Math.clamp(middle, LEFT + half - 14, WIDTH - half);
        label(x, TOP + PLOT + 20, "middle", label);
    }

    private void bar(double x, double width, double height, String title) {
        // What is there is seen, however little it is.
        double seen = height > 0 ? Math.max(height, 1.5) : 0;
        html.open(
                        "rect",
                        "x",
                        n(x),
                        "y",
                        n(TOP + PLOT - seen),
                        "width",
                        n(width),
                        "height",
                        n(seen),
                        "rx",
                        n(Math.min(2, width / 4)),
                        "class",
                        "bar")
                .element("title", title)
                .close();
    }

    /// A line of columns without numbers, for a row of a table.
    void spark(List<Scale.Column> columns, String description) {
        long most = Math.max(
                1, columns.stream().mapToLong(Scale.Column::flows).max().orElse(1));
        svg(120, 22, "spark", description);
        double slot = 120.0 / columns.size();
        double width = Math.min(10, Math.max(slot * 0.8, 0.6));
        for (int i = 0; i < columns.size(); i++) {
            long flows = columns.get(i).flows();
            double height = flows == 0 ? 0 : Math.max(1.5, 20.0 * flows / most);
            html.empty(
                    "rect",
                    "x",
                    n(slot * i + (slot - width) / 2),
                    "y",
                    n(21 - height),
                    "width",
                    n(width),
                    "height",
                    n(height),
                    "class",
                    "bar");
        }
        html.empty("line", "x1", "0", "x2", "120", "y1", "21.5", "y2", "21.5", "class", "grid");
        html.close();
    }

    /// Days of the week by hours of the day; the darker, the more.
    void heat(Map<Long, Amount> hours, String description) {
        long[][] flows = new long[7][24];
        hours.forEach((hour, amount) -> {
            LocalDateTime time = Scale.time(hour);
            flows[time.getDayOfWeek().ordinal()][time.getHour()] += amount.flows();
        });
        long most = 1;
        for (long[] day : flows) {
            for (long cell : day) {
                most = Math.max(most, cell);
            }
        }
        svg(WIDTH, 7 * 20 + 24, "heat", description);
        double slot = (WIDTH - 36) / 24.0;
        for (DayOfWeek day : DayOfWeek.values()) {
            String name = day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
            label(28, day.ordinal() * 20 + 14, "end", name);
            for (int hour = 0; hour < 24; hour++) {
                cell(
                        36 + slot * hour,
                        day.ordinal() * 20,
                        slot - 2,
                        flows[day.ordinal()][hour],
                        most,
                        "%s %02d:00 to %02d:00".formatted(name, hour, hour + 1));
            }
        }
        for (int hour = 0; hour <= 21; hour += 3) {
            label(36 + slot * hour + slot / 2 - 1, 7 * 20 + 14, "middle", Integer.toString(hour));
        }
        html.close();
    }

    private void cell(double x, double y, double width, long flows, long most, String when) {
        // By the root, so that little is told from nothing.
        double strength = flows == 0 ? 0 : 0.15 + 0.85 * Math.sqrt((double) flows / most);
        html.open("g");
        html.empty("rect", "x", n(x), "y", n(y), "width", n(width), "height", "18", "rx", "2", "class", "cell");
        html.open(
                        "rect",
                        "x",
                        n(x),
                        "y",
                        n(y),
                        "width",
                        n(width),
                        "height",
                        "18",
                        "rx",
                        "2",
                        "class",
                        "bar",
                        "fill-opacity",
                        n(strength))
                .element("title", when + ": " + Words.count(flows, "conversation"))
                .close();
        html.close();
    }

    /// A part of a whole.
    ///
    /// @param kind for its colour
    record Share(String kind, String words, long value) {}

    /// Parts of a whole beside each other.
    void parts(List<Share> shares) {
        long whole = shares.stream().mapToLong(Share::value).sum();
        String description = shares.stream()
                .map(share -> share.value() + " " + share.words())
                .collect(Collectors.joining(", "));
        svg(240, 14, "parts", description);
        double x = 0;
        for (Share share : shares) {
            double width = whole == 0 ? 0 : 240.0 * share.value() / whole;
            if (share.value() > 0) {
                html.empty(
                        "rect",
                        "x",
                        n(x),
                        "y",
                        "0",
                        "width",
                        n(Math.max(width, 1.5)),
                        "height",
                        "14",
                        "class",
                        share.kind());
            }
            x += width;
        }
        html.close();
    }
}
