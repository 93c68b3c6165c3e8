// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.report;

import im.wardroom.watch.octet.Volume;
import im.wardroom.watch.packet.Micros;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// Tables of the page, which move by themselves where a screen is narrow.
final class Tables {

    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private final Html html;
    private final ZoneId zone;

    Tables(Html html, ZoneId zone) {
        this.html = html;
        this.zone = zone;
    }

    /// @param name of the table, for those who hear it
    /// @param headings with `#` before those of numbers
    void begin(String name, List<String> headings) {
        html.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", name)
                .open("table")
                .open("thead")
                .open("tr");
        for (String heading : headings) {
            if (heading.startsWith("#")) {
                html.element("th", heading.substring(1), "scope", "col", "class", "number");
            } else {
                html.element("th", heading, "scope", "col");
            }
        }
        html.close().close().open("tbody");
    }

    void end() {
        html.close().close().close();
    }

    void number(String text) {
        html.element("td", text, "class", "number");
    }

    void amount(Amount amount) {
        number(Words.number(amount.flows()));
        number(Volume.rounded(amount.bytes()));
    }

    /// The heading of a row of what was found, with what gave it away.
    void what(String what, Part part, int mostClues) {
        html.open("th", "scope", "row", "class", "what").text(Words.title(what));
        part.evidence(mostClues).forEach(clue -> html.element("span", clue, "class", "clue"));
        html.close();
    }

    void times(long first, long last) {
        time(first);
        time(last);
    }

    private void time(long micros) {
        String[] parts = WHEN.format(Micros.instant(micros).atZone(zone)).split(" ");
        html.open("td", "class", "when")
                .element("span", parts[0])
                .text(" ")
                .element("span", parts[1])
                .close();
    }
}
