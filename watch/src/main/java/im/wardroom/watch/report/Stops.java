// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.report;

import im.wardroom.watch.octet.Volume;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What block rules would have stopped, flow by flow.
final class Stops {

    private static final String EXPLANATION = """
            Rules on names stop a service where clients ask your resolver or go through your proxy; rules on addresses \
            stop it at the firewall. Counted are only names and addresses that are the service's own, so that nothing \
            else breaks. What neither a name nor an address gives away is not stopped by them.""";

    private final Html html;
    private final Charts charts;
    private final Tables tables;
    private final Tally tally;
    private final List<Outcome> outcomes;

    Stops(Html html, Charts charts, Tables tables, Tally tally) {
        this.html = html;
        this.charts = charts;
        this.tables = tables;
        this.tally = tally;
        outcomes = Arrays.stream(Outcome.values())
                .filter(outcome ->
                        outcome != Outcome.UNKNOWN || outcome.of(tally.all()).flows() > 0)
                .toList();
    }

    private enum Outcome {
        NAME("name", "stopped by name"),
        ADDRESS("address", "stopped by address"),
        NONE("none", "not stopped"),
        UNKNOWN("", "not known");

        private final String rule;
        private final String words;

        Outcome(String rule, String words) {
            this.rule = rule;
            this.words = words;
        }

        Amount of(Part part) {
            return part.stopped(rule);
        }

        /// For its colour.
        String kind() {
            return rule.isEmpty() ? "unknown" : rule;
        }
    }

    void write(List<String> services) {
        html.open("section").element("h2", "What block rules would stop").element("p", EXPLANATION);
        html.open("ul", "class", "legend");
        for (Outcome outcome : outcomes) {
            html.open("li")
                    .open("i", "class", outcome.kind())
                    .close()
                    .text(outcome.words)
                    .close();
        }
        html.close();
        List<String> headings = new ArrayList<>(List.of("Messenger", "Share of conversations"));
        outcomes.forEach(outcome -> headings.add("#" + outcome.words));
        headings.add("#volume stopped");
        tables.begin(
                "What block rules would stop",
                headings.stream().map(Words::capital).toList());
        for (String what : services) {
            row(Words.title(what), tally.services().getOrDefault(what, new Part()), "");
        }
        row("All together", tally.all(), "sum");
        tables.end();
        html.close();
    }

    private void row(String title, Part part, String kind) {
        List<Charts.Share> shares = outcomes.stream()
                .map(outcome -> new Charts.Share(
                        outcome.kind(), outcome.words, outcome.of(part).flows()))
                .toList();
        html.open("tr", "class", kind).element("th", title, "scope", "row").open("td");
        charts.parts(shares);
        html.close();
        shares.forEach(share -> tables.number(Words.number(share.value())));
        long bytes = Outcome.NAME.of(part).bytes() + Outcome.ADDRESS.of(part).bytes();
        tables.number(
                Volume.rounded(bytes) + " (" + Words.share(bytes, part.all().bytes()) + ")");
        html.close();
    }
}
