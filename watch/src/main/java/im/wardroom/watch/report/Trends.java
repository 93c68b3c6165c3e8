// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.report;

import im.wardroom.watch.octet.Volume;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// When messengers were used, and what for.
final class Trends {

    private final Html html;
    private final Charts charts;
    private final Tables tables;
    private final Part all;

    Trends(Html html, Charts charts, Tables tables, Part all) {
        this.html = html;
        this.charts = charts;
        this.tables = tables;
        this.all = all;
    }

    Scale scale() {
        return Scale.of(all.hours().firstKey(), all.hours().lastKey());
    }

    /// Of a part, over the whole time.
    List<Scale.Column> columns(Part part) {
        return scale().columns(all.hours().firstKey(), all.hours().lastKey(), part.hours());
    }

    void write() {
        List<Scale.Column> columns = columns(all);
        String each = scale().word();
        html.open("section").element("h2", "When").open("div", "class", "charts");
        card("Conversations each " + each);
        charts.columns(columns, Scale.Column::flows, Words::brief, "Conversations each " + each);
        html.close();
        card("Volume each " + each);
        charts.columns(columns, Scale.Column::bytes, Volume::rounded, "Volume each " + each);
        html.close();
        card("Conversations by hour of the week");
        charts.heat(all.hours(), "Conversations by day of the week and hour of the day");
        html.close();
        card("What for");
        activities();
        html.close().close().close();
    }

    private void card(String title) {
        html.open("div", "class", "card").element("h3", title);
    }

    private void activities() {
        tables.begin("What for", List.of("Activity", "#Conversations", "#Volume"));
        all.activities().entrySet().stream()
                .sorted(Comparator.comparingLong(entry -> -entry.getValue().flows()))
                .forEach(entry -> {
                    html.open("tr").element("th", activity(entry.getKey()), "scope", "row");
                    tables.amount(entry.getValue());
                    html.close();
                });
        tables.end();
    }

    private static String activity(String id) {
        return switch (id) {
            case "sign-in" -> "Signing in";
            case "chat" -> "Chat";
            case "call" -> "Calls";
            case "file" -> "Files and pictures";
            case "look-up" -> "Looking up names";
            case "use" -> "Use of a kind that does not show";
            default -> id;
        };
    }

    static String inASentence(String id) {
        return activity(id).toLowerCase(Locale.ROOT);
    }
}
