// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The compliance suites of 2023 (XEP-0479 §2), row by row, from `doap.xml`: what a server needs is there.
/// `-Dwardroom.write-lists=true` writes the page anew.
class ComplianceTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern RFC = Pattern.compile("rfc-editor\\.org/info/rfc([0-9]+)'");
    private static final Pattern XEP = Pattern.compile(
            "extensions/xep-([0-9]{4})\\.html'/>\\s*<xmpp:status>(\\w+)</xmpp:status>\\s*<xmpp:version>[^<]*</xmpp:version>"
                    + "(?:\\s*<xmpp:note>([^<]*)</xmpp:note>)?");

    /// What a suite asks of servers.
    private enum Need {
        YES,
        NO,
        CLIENTS_ONLY
    }

    /// One row of a suite: what it asks of a server and of an advanced server, and the documents that provide it.
    private record Row(String suite, String feature, Need server, Need advanced, List<String> documents) {}

    private static Row row(String suite, String feature, Need server, Need advanced, String... documents) {
        return new Row(suite, feature, server, advanced, List.of(documents));
    }

    private static final String CORE = "Core";
    private static final String WEB = "Web";
    private static final String IM = "IM";
    private static final String MOBILE = "Mobile";
    private static final String CALLS = "A/V calling";

    private static final List<Row> ROWS = List.of(
            row(CORE, "Core features", Need.YES, Need.YES, "RFC 6120"),
            row(CORE, "TLS", Need.YES, Need.YES, "RFC 7590"),
            row(CORE, "Direct TLS", Need.NO, Need.YES, "XEP-0368"),
            row(CORE, "Feature discovery", Need.YES, Need.YES, "XEP-0030"),
            row(CORE, "Feature broadcasts", Need.NO, Need.YES, "XEP-0115"),
            row(CORE, "Server extensibility", Need.YES, Need.YES, "XEP-0114"),
            row(CORE, "Event publishing", Need.NO, Need.YES, "XEP-0163"),
            row(WEB, "Web connection mechanisms", Need.YES, Need.YES, "RFC 7395", "XEP-0206", "XEP-0124"),
            row(WEB, "Connection mechanism discovery", Need.NO, Need.NO, "XEP-0156"),
            row(IM, "Core features", Need.YES, Need.YES, "RFC 6121"),
            row(IM, "The /me command", Need.CLIENTS_ONLY, Need.CLIENTS_ONLY, "XEP-0245"),
            row(IM, "User avatars", Need.CLIENTS_ONLY, Need.CLIENTS_ONLY, "XEP-0084"),
            row(IM, "User avatar compatibility", Need.NO, Need.YES, "XEP-0398", "XEP-0153"),
            row(IM, "vcard-temp", Need.YES, Need.YES, "XEP-0054"),
            row(IM, "Outbound message synchronization", Need.YES, Need.YES, "XEP-0280"),
            row(IM, "User blocking", Need.NO, Need.YES, "XEP-0191"),
            row(IM, "Group chat", Need.YES, Need.YES, "XEP-0045", "XEP-0249"),
            row(IM, "Advanced group chat", Need.NO, Need.YES, "XEP-0048", "XEP-0313", "XEP-0402", "XEP-0410"),
            row(IM, "Persistent storage of private data via PubSub", Need.NO, Need.YES, "XEP-0223"),
            row(IM, "Private XML storage", Need.NO, Need.YES, "XEP-0049"),
            row(IM, "Stream management", Need.NO, Need.YES, "XEP-0198"),
            row(IM, "Message acknowledgements", Need.CLIENTS_ONLY, Need.CLIENTS_ONLY, "XEP-0184"),
            row(IM, "History storage and retrieval", Need.NO, Need.YES, "XEP-0313"),
            row(IM, "Chat states", Need.CLIENTS_ONLY, Need.CLIENTS_ONLY, "XEP-0085"),
            row(IM, "Message correction", Need.CLIENTS_ONLY, Need.CLIENTS_ONLY, "XEP-0308"),
            row(IM, "File upload", Need.YES, Need.YES, "XEP-0363"),
            row(IM, "Direct file transfer", Need.CLIENTS_ONLY, Need.CLIENTS_ONLY, "XEP-0234", "XEP-0261"),
            row(MOBILE, "Stream management", Need.YES, Need.YES, "XEP-0198"),
            row(MOBILE, "Client state indication", Need.YES, Need.YES, "XEP-0352"),
            row(MOBILE, "Third-party push notifications", Need.NO, Need.YES, "XEP-0357"),
            row(CALLS, "Call setup", Need.CLIENTS_ONLY, Need.CLIENTS_ONLY, "XEP-0167", "XEP-0353"),
            row(CALLS, "Transport", Need.CLIENTS_ONLY, Need.CLIENTS_ONLY, "XEP-0176"),
            row(CALLS, "Encryption", Need.CLIENTS_ONLY, Need.CLIENTS_ONLY, "XEP-0320"),
            row(CALLS, "STUN/TURN server discovery", Need.YES, Need.YES, "XEP-0215"),
            row(
                    CALLS,
                    "Quality and performance",
                    Need.CLIENTS_ONLY,
                    Need.CLIENTS_ONLY,
                    "XEP-0293",
                    "XEP-0294",
                    "XEP-0338",
                    "XEP-0339"));

    /// By the names of the documents: what of them is not there, or empty.
    private static Map<String, String> supported() throws IOException {
        String doap = Files.readString(ROOT.resolve("doap.xml"));
        Map<String, String> supported = new HashMap<>();
        for (Matcher rfc = RFC.matcher(doap); rfc.find(); ) {
            supported.put("RFC " + rfc.group(1), "");
        }
        for (Matcher xep = XEP.matcher(doap); xep.find(); ) {
            String missing = Optional.ofNullable(xep.group(3)).orElse("");
            assertThat(xep.group(2).equals("complete")).isEqualTo(missing.isEmpty());
            supported.put("XEP-" + xep.group(1), missing);
        }
        return supported;
    }

    private static String mark(Need need, boolean there) {
        return switch (need) {
            case CLIENTS_ONLY -> "–";
            case YES -> there ? "✔" : "**missing**";
            case NO -> there ? "✔ (not asked for)" : "not asked for";
        };
    }

    private static String line(Row row, Map<String, String> supported) {
        boolean there = supported.keySet().containsAll(row.documents());
        String notes = row.documents().stream()
                .filter(document -> !supported.getOrDefault(document, "").isEmpty())
                .map(document -> document + ": " + supported.get(document))
                .collect(Collectors.joining("; "));
        String note = row.server() == Need.CLIENTS_ONLY ? "between clients" : notes;
        return "| %s | %s | %s | %s | %s |\n"
                .formatted(
                        row.feature(),
                        String.join(", ", row.documents()),
                        mark(row.server(), there),
                        mark(row.advanced(), there),
                        note);
    }

    private static String page(Map<String, String> supported) {
        StringBuilder page = new StringBuilder("""
                # Compliance

                The XMPP Compliance Suites 2023 (XEP-0479), row by row, as they ask it of a server and of an advanced server. A test makes this
                page from [doap.xml](../doap.xml), which is made from the code, and fails while something is missing. What is between clients (–)
                passes the server unread, and is on or off by no switch of it. The last column tells how far a document is there, where that is not the whole way.
                """);
        String suite = "";
        for (Row row : ROWS) {
            if (!row.suite().equals(suite)) {
                suite = row.suite();
                page.append("\n## ").append(suite).append("""


                        | feature | documents | server | advanced server | note |
                        | --- | --- | --- | --- | --- |
                        """);
            }
            page.append(line(row, supported));
        }
        return page.toString();
    }

    @Test
    void everythingThatASuiteAsksOfAServerIsThere() throws IOException {
        Map<String, String> supported = supported();
        List<String> missing = new ArrayList<>();
        for (Row row : ROWS) {
            if (row.server() == Need.YES || row.advanced() == Need.YES) {
                row.documents().stream()
                        .filter(document -> !supported.containsKey(document))
                        .forEach(document -> missing.add(
                                row.suite().toLowerCase(Locale.ROOT) + ": " + row.feature() + ": " + document));
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void pageIsMadeFromTheCode() throws IOException {
        Path file = ROOT.resolve("docs/compliance.md");
        String page = page(supported());
        if (Boolean.getBoolean("wardroom.write-lists")) {
            Files.writeString(file, page);
        }
        assertThat(Files.readString(file)).isEqualTo(page);
    }
}
