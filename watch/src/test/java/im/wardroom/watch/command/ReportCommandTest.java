// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.command;

import static im.wardroom.watch.packet.Frames.ipv4;
import static im.wardroom.watch.packet.Frames.join;
import static im.wardroom.watch.packet.Frames.tcp;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.watch.capture.Captures;
import im.wardroom.watch.packet.Segment;
import im.wardroom.watch.protocol.Hellos;
import im.wardroom.watch.report.Records;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import picocli.CommandLine;

class ReportCommandTest {

    private static final String SCRIPT = "<script>alert(1)</script>";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    private Path records = Path.of("");
    private Path page = Path.of("");

    @BeforeEach
    void write() throws IOException {
        page = folder.resolve("page.html");
        records = Files.writeString(
                folder.resolve("records.json"),
                String.join(
                        "\n",
                        Records.line("2026-03-02T08:00:00Z", "telegram", "192.0.2.7", "address", 1000),
                        Records.line("2026-03-02T08:30:00Z", "telegram", "192.0.2.8", "none", 3000),
                        Records.line(
                                "2026-03-03T23:30:00Z",
                                "whatsapp",
                                "192.0.2.7",
                                "name",
                                500,
                                "TLS name a.whatsapp.com"),
                        Records.line(
                                "2026-03-04T08:30:00Z",
                                "whatsapp",
                                "192.0.2.7",
                                "name",
                                500,
                                "TLS name a.whatsapp.com"),
                        Records.hidden("2026-03-02T08:00:00Z", "tunnel", "192.0.2.9", 70_000)));
    }

    private int run(String... arguments) {
        Terminal terminal = new Terminal(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                false);
        return new CommandLine(new ReportCommand(terminal, InstantSource.fixed(Instant.parse("2026-03-05T09:00:00Z"))))
                .setErr(new PrintWriter(terminal.err(), true))
                .execute(arguments);
    }

    private Document report(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of("--zone", "UTC", "-o", page.toString()));
        all.addAll(List.of(arguments));
        assertThat(run(all.toArray(String[]::new))).as(err.toString(UTF_8)).isZero();
        return document();
    }

    private Document document() throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(page.toFile());
    }

    /// The cells of each row of the table under a heading.
    private static List<List<String>> table(Document document, String heading) {
        List<List<String>> rows = new ArrayList<>();
        NodeList regions = document.getElementsByTagName("div");
        for (int i = 0; i < regions.getLength(); i++) {
            if (regions.item(i) instanceof Element region
                    && region.getAttribute("aria-label").equals(heading)) {
                NodeList lines = region.getElementsByTagName("tr");
                IntStream.range(1, lines.getLength()).forEach(line -> rows.add(cells(lines.item(line))));
            }
        }
        return rows;
    }

    private static List<String> cells(Node line) {
        List<String> cells = new ArrayList<>();
        for (Node cell = line.getFirstChild(); cell != null; cell = cell.getNextSibling()) {
            cells.add(cell.getTextContent().strip());
        }
        return cells;
    }

    @Test
    void servicesHaveTheFiguresOfTheirFlows() throws Exception {
        assertThat(table(report(records.toString()), "Messengers"))
                .satisfiesExactly(
                        row -> assertThat(row)
                                .containsExactly(
                                        "Telegramsome evidence",
                                        "2",
                                        "2",
                                        "4.0 kB",
                                        "",
                                        "2026-03-02 08:00",
                                        "2026-03-02 08:30",
                                        "chat"),
                        row -> assertThat(row)
                                .containsExactly(
                                        "WhatsAppTLS name a.whatsapp.com",
                                        "1",
                                        "2",
                                        "1.0 kB",
                                        "",
                                        "2026-03-03 23:30",
                                        "2026-03-04 08:30",
                                        "chat"));
    }

    @Test
    void clientsHaveTheirServices() throws Exception {
        assertThat(table(report(records.toString()), "Clients"))
                .extracting(row -> row.subList(0, 4))
                .containsExactly(
                        List.of("192.0.2.9", "VPN tunnels (70 kB)", "1", "70 kB"),
                        List.of("192.0.2.8", "Telegram (3.0 kB)", "1", "3.0 kB"),
                        List.of("192.0.2.7", "Telegram (1.0 kB), WhatsApp (1.0 kB)", "3", "2.0 kB"));
    }

    @Test
    void whatRulesWouldStopIsCountedFlowByFlow() throws Exception {
        assertThat(table(report(records.toString()), "What block rules would stop"))
                .containsExactly(
                        List.of("Telegram", "", "0", "1", "1", "1.0 kB (25 %)"),
                        List.of("WhatsApp", "", "2", "0", "0", "1.0 kB (100 %)"),
                        List.of("All together", "", "2", "1", "1", "2.0 kB (40 %)"));
    }

    @Test
    void theSummaryIsInPlainWords() throws Exception {
        String text = report(records.toString()).getDocumentElement().getTextContent();

        assertThat(text)
                .contains("2 clients used 2 public messengers: Telegram and WhatsApp.")
                .contains(
                        "Together these were 4 conversations with 5.0 kB. Telegram carried the most, 80 %, for 2 clients.")
                .contains("The busiest hour of the week began on Monday at 8:00; 25 % of the conversations began at"
                        + " weekends or outside 7:00 to 19:00.")
                .contains("would have stopped 75 % of the conversations.")
                .contains("1 client used means that hide what is in them (VPN tunnels)");
    }

    @Test
    void daysAndHoursAreThoseOfTheZone() throws Exception {
        assertThat(run("--zone", "Asia/Tokyo", "-o", page.toString(), records.toString()))
                .isZero();

        assertThat(document().getDocumentElement().getTextContent())
                .contains("Mon 17:00 to 18:00: 2 conversations")
                .contains("Wed 08:00 to 09:00: 1 conversation")
                .contains("(Asia/Tokyo)");
    }

    @Test
    void recordsWithoutRulesAreNotCountedAsStopped() throws Exception {
        Files.writeString(records, Files.readString(records).replaceAll("\"rule\":\"[a-z]+\",", ""));

        Document document = report(records.toString());
        assertThat(table(document, "What block rules would stop").getFirst())
                .containsExactly("Telegram", "", "0", "0", "0", "2", "0 B (0 %)");
        assertThat(document.getDocumentElement().getTextContent())
                .contains("What block rules would stop is not in these records.");
    }

    private Path capture(String name) throws IOException {
        byte[] hello = Hellos.asking(name);
        return Files.write(
                folder.resolve("hello.pcap"),
                join(
                        Captures.header(ByteOrder.LITTLE_ENDIAN, 0xa1b2c3d4, 101),
                        Captures.record(
                                ByteOrder.LITTLE_ENDIAN,
                                1_772_438_400,
                                0,
                                ipv4("10.0.0.1", "192.0.2.1", 6, tcp(40000, 80, 1, Segment.SYN, new byte[0]))),
                        Captures.record(
                                ByteOrder.LITTLE_ENDIAN,
                                1_772_438_401,
                                0,
                                ipv4("10.0.0.1", "192.0.2.1", 6, tcp(40000, 80, 2, Segment.ACK, hello)))));
    }

    @Test
    void capturesAndRecordsAreAddedUpPackedOrNot() throws Exception {
        Path packed = folder.resolve("packed.json.gz");
        try (OutputStream pack = new GZIPOutputStream(Files.newOutputStream(packed))) {
            Files.copy(records, pack);
        }

        assertThat(table(
                        report(capture("web.whatsapp.com").toString(), packed.toString()),
                        "What block rules would stop"))
                .extracting(row -> row.subList(0, 5))
                .contains(List.of("WhatsApp", "", "3", "0", "0"));
    }

    @Test
    void aCaptureThatBeginsWithALineFeedIsNoRecord() throws IOException {
        Path ng = Files.write(folder.resolve("cut.pcapng"), new byte[] {10, 13, 13, 10, 28, 0, 0, 0});

        run("-o", page.toString(), ng.toString());
        assertThat(err.toString(UTF_8)).contains("cut.pcapng").doesNotContain("no flows");
    }

    @Test
    void whatTheNetworkSaysIsTextAndNothingElse() throws Exception {
        Files.writeString(
                records,
                Records.line(
                        "2026-03-02T08:00:00Z",
                        "irc",
                        "192.0.2.7",
                        "none",
                        1,
                        SCRIPT + "\\u0000\\u202e\\\" onload=\\\"x ]]> &amp;"));

        Document document = report("--title", SCRIPT, "--organisation", "'\"><b>", records.toString());

        assertThat(Files.readString(page)).doesNotContain("<script").doesNotContain("<b>");
        assertThat(document.getElementsByTagName("script").getLength()).isZero();
        assertThat(table(document, "Messengers").getFirst().getFirst())
                .isEqualTo("IRC" + SCRIPT + "\ufffd\ufffd\" onload=\"x ]]> &amp;");
        assertThat(document.getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo(SCRIPT);
    }

    @Test
    void whatNoPersonDoesIsInAPlaceOfItsOwn() throws Exception {
        Files.writeString(
                records,
                "{\"time\":\"2026-03-02T08:00:00Z\",\"end\":\"2026-03-02T09:00:00Z\",\"suspicion\":\"beacon\",\"evidence\":\""
                        + SCRIPT + "\",\"client\":\"192.0.2.7\",\"server\":\"198.51.100.1\",\"server_port\":5222}");

        assertThat(table(report(records.toString()), "What no person does"))
                .containsExactly(List.of(
                        "Beacon", "192.0.2.7", "198.51.100.1:5222", SCRIPT, "2026-03-02 08:00", "2026-03-02 09:00"));
        assertThat(table(report("--pseudonyms", records.toString()), "What no person does"))
                .singleElement()
                .satisfies(row -> assertThat(row.get(1)).isNotEmpty().doesNotContain("192.0.2.7"));
    }

    @Test
    void thePageBringsAllItNeedsAndAllowsNothingElse() throws Exception {
        Document document = report(records.toString());
        String css = document.getElementsByTagName("style").item(0).getTextContent();
        String digest = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(css.getBytes(UTF_8)));

        assertThat(Files.readString(page))
                .contains("content=\"default-src &#39;none&#39;; style-src &#39;sha256-" + digest + "&#39;;")
                .doesNotContainPattern("(?i)\\s(src|href|style|on[a-z]+)=\"|url\\(|@import");
    }

    @Test
    void pseudonymsStayTheSameUnderAKey() throws Exception {
        Path key = Files.writeString(folder.resolve("key"), "0123456789abcdef");
        List<List<String>> once = table(report("--pseudonyms", "--key", key.toString(), records.toString()), "Clients");
        List<List<String>> again =
                table(report("--pseudonyms", "--key", key.toString(), records.toString()), "Clients");
        List<List<String>> other = table(report("--pseudonyms", records.toString()), "Clients");

        assertThat(again).isEqualTo(once).hasSize(3);
        assertThat(other)
                .extracting(List::getFirst)
                .doesNotContainAnyElementsOf(once.stream().map(List::getFirst).toList());
    }

    @Test
    void withPseudonymsThePageHasNoAddressOfAClientAndNoNameOfItsOwn() throws Exception {
        Files.writeString(
                records,
                Records.line("2026-03-02T08:00:00Z", "slack", "192.0.2.7", "name", 1, "TLS name acme.slack.com") + "\n"
                        + Records.line(
                                "2026-03-02T08:00:00Z", "xmpp", "192.0.2.8", "none", 1, "XMPP stream of acme.example"));

        report("--pseudonyms", records.toString());

        assertThat(Files.readString(page))
                .doesNotContain("192.0.2")
                .doesNotContain("acme")
                .contains("TLS name below slack.com");
    }

    @Test
    void whatIsBeyondTheLimitIsSaid() throws Exception {
        Files.writeString(
                records,
                IntStream.range(0, 250)
                        .mapToObj(i -> Records.line("2026-03-02T08:00:00Z", "irc", "192.0.2." + i, "none", 1))
                        .reduce("", (all, line) -> all + line + "\n"));

        Document document = report(records.toString());

        assertThat(table(document, "Clients")).hasSize(200);
        assertThat(document.getDocumentElement().getTextContent()).contains("and 50 more, with less");
    }

    @Test
    void nothingFoundIsAPageToo() throws Exception {
        Files.writeString(records, "");

        assertThat(report(records.toString()).getDocumentElement().getTextContent())
                .contains("No public messenger was found.")
                .contains("Nothing was seen that hides what it is for.");
    }

    @Test
    void whatCannotBeReadIsSaidOnThePageAsWell() throws Exception {
        Files.writeString(records, Files.readString(records) + "\n{\"time\":");
        Path letter = Files.writeString(folder.resolve("letter"), "Dear all,");

        assertThat(run("-o", page.toString(), records.toString(), letter.toString(), folder + "/none"))
                .isEqualTo(1);
        assertThat(err.toString(UTF_8))
                .contains("neither pcap nor pcapng")
                .contains("there is no file")
                .contains("1 lines are no flows");
        assertThat(document().getDocumentElement().getTextContent()).contains("2 files could not be read.");
    }

    @Test
    void thePageIsForItsWriterAlone() throws Exception {
        report(records.toString());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(page)))
                .isEqualTo("rw-------");
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("page.html", "records.json");
    }

    @Test
    void aFileThatIsReadIsNotWrittenOver() throws IOException {
        String before = Files.readString(records);

        assertThat(run("-o", records.toString(), records.toString())).isEqualTo(1);
        assertThat(err.toString(UTF_8)).contains("would be written over");
        assertThat(records).hasContent(before);
    }

    @Test
    void wrongOptionsAreSaid() throws IOException {
        Path key = Files.writeString(folder.resolve("key"), "short");

        assertThat(run(records.toString())).isEqualTo(2);
        assertThat(run("-o", page.toString(), "--zone", "Nowhere", records.toString()))
                .isEqualTo(2);
        assertThat(run("-o", page.toString(), "--key", key.toString(), records.toString()))
                .isEqualTo(2);
        assertThat(run("-o", page.toString(), "--pseudonyms", "--key", key.toString(), records.toString()))
                .isEqualTo(1);
        assertThat(run("-o", folder + "/none/page.html", records.toString())).isEqualTo(1);
        assertThat(err.toString(UTF_8))
                .contains("there is no time zone Nowhere")
                .contains("--key is for --pseudonyms")
                .contains("is too short for a key")
                .contains("there is no folder");
        assertThat(page).doesNotExist();
    }
}
