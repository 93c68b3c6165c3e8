// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.scanner;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.guard.Alarms;
import im.wardroom.guard.Finding;
import im.wardroom.guard.Measures;
import im.wardroom.guard.Mode;
import im.wardroom.guard.Reason;
import im.wardroom.guard.file.Content;
import im.wardroom.guard.file.Outcome;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What becomes of files when scanners find something, nothing, are away, or lie.
class ScannersTest {

    private final List<Finding> alarms = Collections.synchronizedList(new ArrayList<>());
    private ScannerRules rules = ScannerRules.DEFAULT;
    private Instant now = Instant.parse("2026-11-27T03:00:00Z");

    private final Measures measures = new Alarms(alarms);

    private final class TestClock extends Clock {
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
    }

    /// Knows the test file and what is called evil, counts its work, and can be made to misbehave.
    private static final class Stub implements Scanner {
        private final String name;
        private String signatures = "1";
        private boolean broken;
        private boolean saysClean;
        private boolean saysInfected;
        private boolean tooLarge;
        private int scans;
        private int calls;

        Stub(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String signatures(Duration patience) throws IOException {
            calls++;
            if (broken) {
                throw new IOException("nobody there");
            }
            return signatures;
        }

        @Override
        public synchronized Report scan(Content content, Duration patience) throws IOException {
            if (broken) {
                throw new IOException("nobody there");
            }
            String text = new String(content.read(0, 100), java.nio.charset.StandardCharsets.US_ASCII);
            boolean proof = text.contains("EICAR") || text.contains("harmless");
            if (!proof) {
                scans++;
                if (tooLarge) {
                    return new Report.TooLarge();
                }
            }
            boolean bad = text.contains("EICAR") || text.contains("evil");
            return saysInfected || bad && !saysClean ? new Report.Infected("Evil.Thing") : Report.CLEAN;
        }
    }

    private Scanners scanners(Scanner... all) {
        return new Scanners(List.of(all), () -> rules, measures, new TestClock());
    }

    private static Outcome scan(Scanners scanners, String text) {
        Content content = Content.of(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        try {
            return scanners.scan(content, content.sha256());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Reason reason(Outcome outcome) {
        return ((Outcome.Refused) outcome).finding().reason();
    }

    @Test
    void withoutScannersNobodyIsAsked() {
        assertThat(scan(scanners(), "evil")).isEqualTo(Outcome.CLEAN);
    }

    @Test
    void oneThatFindsSomethingIsEnough() {
        Stub first = new Stub("first");
        Stub blind = new Stub("other");
        Scanners both = scanners(blind, first);
        Outcome outcome = scan(both, "an evil text");
        assertThat(reason(outcome)).isEqualTo(Reason.FILE_MALWARE);
        assertThat(((Outcome.Refused) outcome).finding().evidence()).containsEntry("signature", "Evil.Thing");
        assertThat(scan(both, "a good text")).isEqualTo(Outcome.CLEAN);
    }

    @Test
    void sameFileIsScannedOnceUntilThereAreNewSignatures() {
        Stub stub = new Stub("clamd");
        Scanners scanners = scanners(stub);
        for (int i = 0; i < 3; i++) {
            assertThat(scan(scanners, "good")).isEqualTo(Outcome.CLEAN);
        }
        assertThat(stub.scans).isEqualTo(1);
        now = now.plusSeconds(61);
        assertThat(scan(scanners, "good")).isEqualTo(Outcome.CLEAN);
        assertThat(stub.scans).isEqualTo(1);
        stub.signatures = "2";
        now = now.plusSeconds(61);
        assertThat(scan(scanners, "good")).isEqualTo(Outcome.CLEAN);
        assertThat(stub.scans).isEqualTo(2);
        now = now.plus(Duration.ofHours(13));
        assertThat(scan(scanners, "good")).isEqualTo(Outcome.CLEAN);
        assertThat(stub.scans).isEqualTo(3);
    }

    @Test
    void scannerThatIsAwayClosesTheWayByDefaultAndAlarmsOnce() {
        Stub stub = new Stub("clamd");
        stub.broken = true;
        Scanners scanners = scanners(stub);
        for (int i = 0; i < 10; i++) {
            assertThat(reason(scan(scanners, "good"))).isEqualTo(Reason.FILE_NOT_SCANNED);
        }
        // After three failures it is left alone.
        assertThat(stub.calls).isEqualTo(3);
        assertThat(alarms).singleElement().satisfies(alarm -> {
            assertThat(alarm.reason()).isEqualTo(Reason.FILE_NOT_SCANNED);
            assertThat(alarm.evidence()).containsEntry("scanner", "clamd").containsEntry("cause", "nobody there");
        });
        assertThat(scanners.state()).containsEntry("clamd", "fails");
        assertThat(scanners.working()).containsEntry("clamd", false);
    }

    @Test
    void scannerThatIsBackIsTriedOnceAndThenAskedAgain() {
        Stub stub = new Stub("clamd");
        stub.broken = true;
        Scanners scanners = scanners(stub);
        for (int i = 0; i < 3; i++) {
            scan(scanners, "good");
        }
        now = now.plusSeconds(31);
        scan(scanners, "good");
        scan(scanners, "good");
        assertThat(stub.calls).isEqualTo(4);
        stub.broken = false;
        assertThat(reason(scan(scanners, "good"))).isEqualTo(Reason.FILE_NOT_SCANNED);
        now = now.plusSeconds(31);
        assertThat(scan(scanners, "good")).isEqualTo(Outcome.CLEAN);
        assertThat(scanners.state().get("clamd")).startsWith("works");
        assertThat(scanners.working()).containsEntry("clamd", true);
        assertThat(alarms).hasSize(1);
    }

    @Test
    void openByPolicyLetsPassAndWritesItDown() {
        rules = rules.with(ScannerRules.Unavailable.PASS);
        Stub stub = new Stub("clamd");
        stub.broken = true;
        assertThat(scan(scanners(stub), "good"))
                .isInstanceOfSatisfying(
                        Outcome.Observed.class,
                        seen -> assertThat(seen.findings())
                                .extracting(Finding::reason)
                                .containsExactly(Reason.FILE_NOT_SCANNED));
    }

    @Test
    void oneOfTwoMayBeAwayIfThePolicySaysSo() {
        Stub away = new Stub("away");
        away.broken = true;
        Scanners scanners = scanners(new Stub("here"), away);
        assertThat(reason(scan(scanners, "good"))).isEqualTo(Reason.FILE_NOT_SCANNED);
        rules = rules.needing(1);
        assertThat(scan(scanners, "good")).isEqualTo(Outcome.CLEAN);
        assertThat(reason(scan(scanners, "evil"))).isEqualTo(Reason.FILE_MALWARE);
    }

    @Test
    void scannerThatCallsTheTestFileCleanIsNotBelieved() {
        Stub liar = new Stub("liar");
        liar.saysClean = true;
        Outcome outcome = scan(scanners(liar), "evil");
        assertThat(reason(outcome)).isEqualTo(Reason.FILE_NOT_SCANNED);
        Scanners scanners = scanners(liar);
        for (int i = 0; i < 3; i++) {
            scan(scanners, "evil");
        }
        assertThat(alarms)
                .singleElement()
                .satisfies(alarm -> assertThat(alarm.text()).contains("test file of EICAR"));
    }

    @Test
    void scannerThatCallsEverythingInfectedIsNotBelieved() {
        Stub liar = new Stub("liar");
        liar.saysInfected = true;
        assertThat(reason(scan(scanners(liar), "good"))).isEqualTo(Reason.FILE_NOT_SCANNED);
    }

    @Test
    void scannerThatBeginsToLieIsFoundOutWithinAMinute() {
        Stub stub = new Stub("clamd");
        Scanners scanners = scanners(stub);
        assertThat(scan(scanners, "good")).isEqualTo(Outcome.CLEAN);
        stub.saysClean = true;
        now = now.plusSeconds(61);
        assertThat(reason(scan(scanners, "evil"))).isEqualTo(Reason.FILE_NOT_SCANNED);
    }

    @Test
    void fileThatIsTooLargeForTheScannerIsNotScanned() {
        Stub stub = new Stub("clamd");
        stub.tooLarge = true;
        Scanners scanners = scanners(stub);
        for (int i = 0; i < 5; i++) {
            assertThat(scan(scanners, "good " + i))
                    .isInstanceOfSatisfying(
                            Outcome.Refused.class,
                            refused -> assertThat(refused.finding().text()).contains("too large"));
        }
        assertThat(alarms).isEmpty();
    }

    @Test
    void scannersThatObserveStopNothing() {
        rules = rules.with(Mode.OBSERVE);
        assertThat(scan(scanners(new Stub("clamd")), "evil")).isInstanceOf(Outcome.Observed.class);
        rules = rules.with(Mode.OFF);
        assertThat(scan(scanners(new Stub("clamd")), "evil")).isEqualTo(Outcome.CLEAN);
    }
}
