// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.scanner;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.guard.Act;
import im.wardroom.guard.Alarms;
import im.wardroom.guard.Finding;
import im.wardroom.guard.Measures;
import im.wardroom.guard.Reason;
import im.wardroom.guard.Verdict;
import im.wardroom.guard.file.Content;
import im.wardroom.guard.file.Outcome;
import im.wardroom.guard.file.Samples;
import im.wardroom.guard.indicator.Acts;
import im.wardroom.guard.malware.MalwareDefence;
import im.wardroom.guard.malware.MalwareRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The real ClamAV and the real c-icap, on every path of the guard. In order: what breaks them comes last.
@Tag("slow")
@Timeout(120)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RealScannersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    static Path folder;

    @TempDir
    private Path unpacked;

    private static @Nullable RealScanners real;

    private final List<Finding> alarms = Collections.synchronizedList(new ArrayList<>());
    private Instant now = Acts.NOW;
    private MalwareRules rules = MalwareRules.DEFAULT;

    private final Measures measures = new Alarms(alarms);

    @BeforeAll
    static void start() throws IOException {
        real = RealScanners.start(folder);
    }

    @AfterAll
    static void stop() {
        if (real != null) {
            real.close();
        }
    }

    private static RealScanners real() {
        return java.util.Objects.requireNonNull(real);
    }

    private static byte[] eicar() throws IOException {
        return TestFile.infected().read(0, 100);
    }

    private MalwareDefence defence() {
        Clock clock = new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
        return new MalwareDefence(() -> rules, measures, (act, finding) -> {}, unpacked, clock);
    }

    private static Reason reason(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused) outcome).finding().reason();
    }

    @Test
    @Order(1)
    void eachWayOfAskingKnowsTheTestFileAndAllOfDebians() throws IOException {
        for (ScannerSpec spec : real().all()) {
            Scanner scanner = spec.scanner();
            assertThat(scanner.signatures(PATIENCE)).isNotEmpty();
            assertThat(scanner.scan(TestFile.infected(), PATIENCE))
                    .as(spec.name())
                    .isEqualTo(new Report.Infected("Eicar-Test.UNOFFICIAL"));
            assertThat(scanner.scan(TestFile.harmless(), PATIENCE))
                    .as(spec.name())
                    .isEqualTo(Report.CLEAN);
            assertThat(scanner.scan(Content.of(Samples.random(1_500_000, 3)), PATIENCE))
                    .as(spec.name())
                    .isEqualTo(Report.CLEAN);
            assertThat(scanner.scan(Content.of(Samples.zip("inner.zip", Samples.zip("eicar.txt", eicar()))), PATIENCE))
                    .as(spec.name())
                    .isInstanceOf(Report.Infected.class);
            for (Path file : RealClamd.testFiles()) {
                assertThat(scanner.scan(Content.of(file), PATIENCE))
                        .as(spec.name() + ": " + file)
                        .isInstanceOf(Report.Infected.class);
            }
        }
    }

    @Test
    @Order(2)
    void scannerSaysWhenAFileIsTooLargeForIt() throws IOException {
        for (ScannerSpec spec : List.of(real().overTcp(), real().overSocket())) {
            assertThat(spec.scanner().scan(Content.of(Samples.random(5 << 20, 4)), PATIENCE))
                    .isEqualTo(new Report.TooLarge());
        }
    }

    /// By inspection or by a scanner, alone, in an archive, and in an archive in it.
    @Test
    @Order(3)
    void testFilesPassOnNoPath() throws IOException {
        rules = rules.with(real().all());
        MalwareDefence defence = defence();
        assertThat(reason(defence.files().examine(TestFile.infected(), "letter.txt", "text/plain")))
                .isEqualTo(Reason.FILE_MALWARE);
        for (Path file : RealClamd.testFiles()) {
            byte[] bytes = Files.readAllBytes(file);
            String name = String.valueOf(file.getFileName());
            reason(defence.files().examine(Content.of(bytes), name, ""));
            reason(defence.files().examine(Content.of(bytes), "", ""));
            reason(defence.files().examine(Content.of(Samples.zip("a/" + name, bytes)), "all.zip", "application/zip"));
        }
        assertThat(reason(defence.files()
                        .examine(
                                Content.of(Samples.zip(Map.of("a.zip", Samples.zip("eicar.txt", eicar())))),
                                "all.zip",
                                "application/zip")))
                .isEqualTo(Reason.FILE_MALWARE);
        assertThat(defence.files().examine(Content.of(Samples.png()), "a.png", "image/png"))
                .isEqualTo(Outcome.CLEAN);
        assertThat(alarms).isEmpty();
    }

    @Test
    @Order(4)
    void testFilePassesInNoStanza() throws IOException {
        rules = rules.with(real().all());
        MalwareDefence defence = defence();
        String text = Base64.getEncoder().encodeToString(eicar());
        String zip = Base64.getEncoder().encodeToString(Samples.zip("eicar.txt", eicar()));
        for (String content : List.of(text, zip)) {
            for (String stanza : List.of(
                    "<message to='juliet@capulet.example'><data xmlns='urn:xmpp:bob' cid='a' type=''>%s</data></message>",
                    "<iq type='set' id='1'><pubsub xmlns='http://jabber.org/protocol/pubsub'><publish node='a'><item><x"
                            + " xmlns='urn:example'>%s</x></item></publish></pubsub></iq>",
                    "<iq type='set' id='1'><vCard xmlns='vcard-temp'><KEY><BINVAL>%s</BINVAL></KEY></vCard></iq>",
                    "<iq type='set' id='1'><pubsub xmlns='http://jabber.org/protocol/pubsub'><publish node='a'><item><x"
                            + " xmlns='urn:example' href='data:;base64,%s'/></item></publish></pubsub></iq>")) {
                Verdict verdict = verdict(defence, Acts.act(stanza.formatted(content)));
                assertThat(verdict)
                        .isInstanceOfSatisfying(
                                Verdict.Refuse.class,
                                refused ->
                                        assertThat(refused.finding().reason()).isEqualTo(Reason.FILE_MALWARE));
            }
        }
        String ibb =
                "<iq type='set' id='1' to='juliet@capulet.example/x'><%s xmlns='http://jabber.org/protocol/ibb' sid='s' %s>%s</%1$s></iq>";
        assertThat(verdict(defence, Acts.act(ibb.formatted("open", "block-size='40'", ""))))
                .isEqualTo(Verdict.PASS);
        byte[] whole = eicar();
        String first = Base64.getEncoder().encodeToString(java.util.Arrays.copyOf(whole, 40));
        String second = Base64.getEncoder().encodeToString(java.util.Arrays.copyOfRange(whole, 40, whole.length));
        assertThat(verdict(defence, Acts.act(ibb.formatted("data", "seq='0'", first))))
                .isEqualTo(Verdict.PASS);
        assertThat(verdict(defence, Acts.act(ibb.formatted("data", "seq='1'", second))))
                .isInstanceOf(Verdict.Refuse.class);
    }

    private static Verdict verdict(MalwareDefence defence, Act act) {
        return defence.examiner().examine(act).orTimeout(60, TimeUnit.SECONDS).join();
    }

    @Test
    @Order(5)
    void scannerThatDoesNotAnswerClosesTheWayInTimeAndIsTakenUpAgain() throws Exception {
        rules = rules.with(List.of(real().overSocket())).with(ScannerRules.DEFAULT.with(Duration.ofMillis(500)));
        MalwareDefence defence = defence();
        assertThat(defence.files().examine(TestFile.harmless(), "a.txt", "")).isEqualTo(Outcome.CLEAN);
        real().clamd().freeze();
        try {
            for (int i = 0; i < 4; i++) {
                Content other = Content.of(("another text " + i).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                assertThat(reason(defence.files().examine(other, "a.txt", ""))).isEqualTo(Reason.FILE_NOT_SCANNED);
            }
            assertThat(alarms).hasSize(1);
        } finally {
            real().clamd().thaw();
        }
        now = now.plusSeconds(31);
        rules = rules.with(ScannerRules.DEFAULT);
        assertThat(defence.files().examine(Content.of(Samples.png()), "a.png", ""))
                .isEqualTo(Outcome.CLEAN);
    }

    @Test
    @Order(6)
    void scannerThatIsGoneIsFoundOutByBothWaysAndOpenByPolicyPasses() throws Exception {
        rules = rules.with(List.of(real().overTcp(), real().overIcap(Icap.Method.RESPMOD)));
        MalwareDefence defence = defence();
        real().clamd().kill();
        assertThat(reason(defence.files().examine(TestFile.harmless(), "a.txt", "")))
                .isEqualTo(Reason.FILE_NOT_SCANNED);
        assertThat(reason(defence.files().examine(TestFile.infected(), "a.txt", "")))
                .isEqualTo(Reason.FILE_NOT_SCANNED);
        // The ICAP server is still there, but has nobody to ask: that is found out by the test file.
        rules = rules.with(List.of(real().overIcap(Icap.Method.RESPMOD)));
        assertThat(reason(defence().files().examine(TestFile.harmless(), "a.txt", "")))
                .isEqualTo(Reason.FILE_NOT_SCANNED);
        rules = rules.with(ScannerRules.DEFAULT.with(ScannerRules.Unavailable.PASS));
        assertThat(defence().files().examine(TestFile.harmless(), "a.txt", "")).isInstanceOf(Outcome.Observed.class);
        rules = rules.with(ScannerRules.DEFAULT);
        real().clamd().startAgain();
        rules = rules.with(List.of(real().overTcp()));
        assertThat(defence().files().examine(TestFile.harmless(), "a.txt", "")).isEqualTo(Outcome.CLEAN);
    }
}
