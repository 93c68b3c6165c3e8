// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.report;

import im.wardroom.watch.octet.Volume;
import im.wardroom.watch.packet.Address;
import im.wardroom.watch.packet.Micros;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Writes the page: no script, nothing from elsewhere, and no word of anybody else's that is not escaped.
public final class ReportPage {

    private static final int MOST_CLIENTS = 200;
    private static final int MOST_CLUES = 3;
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("EEEE, d MMMM yyyy, HH:mm", Locale.ENGLISH);

    private final Tally tally;
    private final Heading heading;
    private final Summary summary;
    private final Html html = new Html();
    private final Charts charts = new Charts(html);
    private final Tables tables;
    private final Trends trends;

    private ReportPage(Tally tally, Heading heading) {
        this.tally = tally;
        this.heading = heading;
        summary = new Summary(tally);
        tables = new Tables(html, tally.zone());
        trends = new Trends(html, charts, tables, tally.all());
    }

    public static String of(Tally tally, Heading heading) {
        ReportPage page = new ReportPage(tally, heading);
        page.write();
        return page.html.toString();
    }

    private void write() {
        html.open("html", "xmlns", "http://www.w3.org/1999/xhtml", "lang", "en");
        Style.standard().head(html, heading.title());
        html.open("body");
        header();
        html.open("main");
        summary();
        if (!tally.services().isEmpty()) {
            trends.write();
            services();
            new Stops(html, charts, tables, tally).write(summary.byBytes());
        }
        hidden();
        suspicions();
        clients();
        html.close();
        footer();
        html.close().close();
    }

    private String day(long micros) {
        return DAY.format(Micros.instant(micros).atZone(tally.zone()));
    }

    private void header() {
        html.open("header");
        if (!heading.organisation().isEmpty()) {
            html.element("p", heading.organisation());
        }
        html.element("h1", heading.title());
        long first = Math.min(tally.all().first(), tally.allHidden().first());
        if (first != Long.MAX_VALUE) {
            long last = Math.max(tally.all().last(), tally.allHidden().last());
            html.element("p", "From " + day(first) + " to " + day(last) + " (" + tally.zone() + ")");
        }
        html.close();
    }

    private void summary() {
        html.open("section", "aria-label", "Summary");
        html.open("div", "class", "summary");
        summary.sentences().forEach(sentence -> html.element("p", sentence));
        html.close();
        html.open("ul", "class", "figures");
        figure(Words.number(tally.services().size()), "messengers");
        figure(Words.number(tally.all().clients()), "clients that used them");
        figure(Words.number(tally.all().all().flows()), "conversations");
        figure(Volume.rounded(tally.all().all().bytes()), "in both directions");
        figure(Words.number(tally.allHidden().clients()), "clients that hid something");
        html.close().close();
    }

    private void figure(String number, String what) {
        html.open("li").element("strong", number).element("span", what).close();
    }

    private void services() {
        html.open("section").element("h2", "Messengers");
        tables.begin(
                "Messengers",
                List.of(
                        "Messenger",
                        "#Clients",
                        "#Conversations",
                        "#Volume",
                        "Trend",
                        "First seen",
                        "Last seen",
                        "For"));
        for (String what : summary.byBytes()) {
            service(what, tally.services().getOrDefault(what, new Part()));
        }
        tables.end();
        html.close();
    }

    private void service(String what, Part part) {
        html.open("tr");
        tables.what(what, part, MOST_CLUES);
        tables.number(Words.number(part.clients()));
        tables.amount(part.all());
        html.open("td");
        charts.spark(
                trends.columns(part),
                "Conversations with " + Words.title(what) + " each "
                        + trends.scale().word());
        html.close();
        tables.times(part.first(), part.last());
        html.element(
                "td",
                part.activities().keySet().stream().map(Trends::inASentence).collect(Collectors.joining(", ")),
                "class",
                "for");
        html.close();
    }

    private void hidden() {
        html.open("section").element("h2", "What hides");
        if (tally.hidden().isEmpty()) {
            html.element("p", "Nothing was seen that hides what it is for.").close();
            return;
        }
        html.element("p", "What is in these cannot be seen, and is not guessed at. A messenger may be in them or not.");
        tables.begin(
                "What hides", List.of("Means", "#Clients", "#Conversations", "#Volume", "First seen", "Last seen"));
        tally.hidden().forEach((what, part) -> {
            html.open("tr");
            tables.what(what, part, MOST_CLUES);
            tables.number(Words.number(part.clients()));
            tables.amount(part.all());
            tables.times(part.first(), part.last());
            html.close();
        });
        tables.end();
        html.close();
    }

    private void suspicions() {
        if (tally.suspicions().isEmpty()) {
            return;
        }
        html.open("section").element("h2", "What no person does");
        html.element(
                "p", "Programs in a messenger's session, and floods. Each of these is worth a look at the machine.");
        tables.begin("What no person does", List.of("What", "Client", "Server", "Seen", "First seen", "Last seen"));
        tally.suspicions().forEach(this::suspicion);
        tables.end();
        if (tally.suspected() > tally.suspicions().size()) {
            String more = Words.number(tally.suspected() - tally.suspicions().size());
            html.element("p", "and " + more + " more", "class", "more");
        }
        html.close();
    }

    private void suspicion(Suspected suspicion) {
        Address client = suspicion.client();
        html.open("tr").element("th", Words.capital(suspicion.kind()), "scope", "row");
        html.element("td", client == null ? "many" : tally.discretion().client(client), "class", "address-of");
        html.element("td", suspicion.server()).element("td", suspicion.evidence());
        tables.times(suspicion.firstMicros(), suspicion.lastMicros());
        html.close();
    }

    private void clients() {
        if (tally.clients().isEmpty()) {
            return;
        }
        html.open("section").element("h2", "Clients");
        tables.begin("Clients", List.of("Client", "Used", "#Conversations", "#Volume", "First seen", "Last seen"));
        tally.clients().entrySet().stream()
                .sorted(Comparator.<Map.Entry<Address, Tally.Client>>comparingLong(
                                entry -> -entry.getValue().all.bytes())
                        .thenComparing(entry -> entry.getKey().toString()))
                .limit(MOST_CLIENTS)
                .forEach(entry -> client(entry.getKey(), entry.getValue()));
        tables.end();
        if (tally.clients().size() > MOST_CLIENTS) {
            String more = Words.number(tally.clients().size() - (long) MOST_CLIENTS);
            html.element("p", "and " + more + " more, with less", "class", "more");
        }
        html.close();
    }

    private void client(Address address, Tally.Client client) {
        html.open("tr")
                .element("th", tally.discretion().client(address), "scope", "row", "class", "address-of")
                .element(
                        "td",
                        client.services.entrySet().stream()
                                .map(entry -> Words.title(entry.getKey()) + " ("
                                        + Volume.rounded(entry.getValue().bytes()) + ")")
                                .collect(Collectors.joining(", ")));
        tables.amount(client.all);
        tables.times(client.first, client.last);
        html.close();
    }

    private void footer() {
        html.open("footer").open("ul");
        html.element("li", heading.sources());
        if (!heading.unread().isEmpty()) {
            html.element("li", heading.unread());
        }
        if (tally.leftOut() > 0) {
            html.element(
                    "li",
                    Words.count(tally.leftOut(), "conversation")
                            + " left out, because there are too many clients, services or hours.");
        }
        html.element(
                "li",
                "A conversation is one flow of TCP or UDP, counted where it begins. Volume has the headers in it.");
        html.element(
                "li", "A client is an address: behind one there may be several people, and a person may have several.");
        if (tally.discretion().isPseudonymous()) {
            html.element("li", "Clients have pseudonyms. Who has the key can find their addresses, nobody else.");
        }
        long made = heading.made().getEpochSecond() * 1_000_000;
        html.element("li", "Made by wardroom watch report on " + day(made) + " (" + tally.zone() + ").");
        html.close().close();
    }
}
