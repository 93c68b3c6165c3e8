// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Everything that can be done to a copy, and to a log.
class VerificationTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123Z");
    private static final HeadKey KEY = HeadKey.make();
    private static final int SIZE = 20;

    private final List<String> lines = log(SIZE, "");

    private static List<String> log(int size, String flavour) {
        List<String> lines = new ArrayList<>();
        Hash previous = Hash.NONE;
        for (int seq = 1; seq <= size; seq++) {
            Entry entry = Entry.of(
                    Entry.Kind.ADMINISTRATION,
                    "admin@example.org",
                    "user-add" + flavour,
                    Map.of("account", "\"é\n" + seq));
            AuditRecord record = new AuditRecord(seq, NOON.plusSeconds(seq), entry, previous);
            lines.add(record.line());
            previous = record.hash();
        }
        return lines;
    }

    private static TreeHead head(List<String> lines, int size) {
        Tree tree = new Tree();
        lines.subList(0, size).forEach(line -> tree.add(AuditRecord.hash(line)));
        return TreeHead.of(size, NOON, tree.root(), KEY);
    }

    private static Seal seal(List<String> lines, int first, int last) {
        Proof.Making making = Proof.ofInclusion(last - 1, lines.size());
        lines.forEach(line -> making.add(AuditRecord.hash(line)));
        return Seal.of(first, last, head(lines, lines.size()), making.proof(), KEY);
    }

    private static Verification verification() {
        return new Verification(Set.of(KEY.name()));
    }

    private static Verification.Report copy(List<String> lines, @Nullable Seal seal) {
        Verification verification = verification();
        for (int i = 0; i < lines.size(); i++) {
            verification.add("line " + (i + 1), 0, lines.get(i));
        }
        return verification.sealed(seal);
    }

    private static Verification.Report database(List<String> lines, TreeHead... heads) {
        Verification verification = verification();
        for (TreeHead head : heads) {
            verification.expect("the head of size " + head.size(), head);
        }
        for (int i = 0; i < lines.size(); i++) {
            verification.add("row " + (i + 1), i + 1, lines.get(i));
        }
        return verification.finished();
    }

    private static String changed(String line) {
        return line.replace("admin@", "nobody@");
    }

    @Test
    void recordComesBackFromItsLineAndNothingElseDoes() {
        AuditRecord record = AuditRecord.parse(lines.get(3));
        assertThat(record.seq()).isEqualTo(4);
        assertThat(record.entry().details()).containsEntry("account", "\"é\n4");
        assertThat(record.line()).isEqualTo(lines.get(3));
        for (String bad : List.of(
                "",
                "{}",
                "nonsense",
                lines.get(3) + ' ',
                lines.get(3).replace("\"seq\":4", "\"seq\":04"),
                lines.get(3).replace("é", "\\u00e9"),
                lines.get(3).replace("{\"action\"", "{ \"action\""))) {
            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> AuditRecord.parse(bad)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void wholeCopyAndPartsOfItAreSound() {
        assertThat(copy(lines, seal(lines, 1, SIZE)).problems()).isEmpty();
        assertThat(copy(lines.subList(4, 9), seal(lines, 5, 9)).problems()).isEmpty();
        assertThat(Seal.parse(seal(lines, 5, 9).line())).isEqualTo(seal(lines, 5, 9));
    }

    @Test
    void wholeLogIsSoundWithAllOfItsHeads() {
        Verification.Report report = database(lines, head(lines, 7), head(lines, 13), head(lines, SIZE));
        assertThat(report.problems()).isEmpty();
        assertThat(report.records()).isEqualTo(SIZE);
    }

    @Test
    void eachChangedRecordIsNamed() {
        for (int i = 0; i < SIZE - 1; i++) {
            List<String> bad = new ArrayList<>(lines);
            bad.set(i, changed(lines.get(i)));
            assertThat(copy(bad, seal(lines, 1, SIZE)).problems().getFirst())
                    .as("record %d", i + 1)
                    .contains(i + 1 == SIZE - 1 ? "of 19 to 20" : "record " + (i + 1) + " was changed");
            assertThat(database(bad, head(lines, SIZE)).isSound()).isFalse();
        }
    }

    @Test
    void changedLastRecordIsFoundByTheHead() {
        List<String> bad = new ArrayList<>(lines);
        bad.set(SIZE - 1, changed(lines.getLast()));
        assertThat(copy(bad, seal(lines, 1, SIZE)).problems())
                .singleElement()
                .asString()
                .contains("record 20");
        assertThat(database(bad, head(lines, 13), head(lines, SIZE)).problems())
                .singleElement()
                .asString()
                .contains("14 to 20");
    }

    @Test
    void lineThatIsNoRecordIsNamed() {
        List<String> bad = new ArrayList<>(lines);
        bad.set(4, "nonsense");
        assertThat(copy(bad, seal(lines, 1, SIZE)).problems())
                .singleElement()
                .asString()
                .contains("record 5");
    }

    @Test
    void removedRecordsAreNamed() {
        List<String> bad = new ArrayList<>(lines);
        bad.subList(4, 7).clear();
        assertThat(copy(bad, seal(lines, 1, SIZE)).problems()).containsExactly("records 5 to 7 are missing");
        assertThat(copy(lines.subList(1, SIZE), seal(lines, 1, SIZE)).problems())
                .containsExactly("record 1 is missing");
        assertThat(copy(lines.subList(5, 9), seal(lines, 5, 9)).problems()).containsExactly("record 5 is missing");
    }

    @Test
    void recordsInAnotherOrderAreNamed() {
        List<String> bad = new ArrayList<>(lines);
        Collections.swap(bad, 6, 7);
        assertThat(copy(bad, seal(lines, 1, SIZE)).problems())
                .containsExactly("line 8 holds record 7, which belongs before record 8");
    }

    @Test
    void recordThatIsThereTwiceIsNamed() {
        List<String> bad = new ArrayList<>(lines);
        bad.add(9, lines.get(3));
        assertThat(copy(bad, seal(lines, 1, SIZE)).problems()).containsExactly("line 10 holds record 4 once more");
    }

    @Test
    void cutOffEndIsFound() {
        assertThat(copy(lines.subList(0, 15), seal(lines, 1, SIZE)).problems())
                .containsExactly("records 16 to 20 are missing");
        assertThat(copy(lines.subList(0, 15), null).problems())
                .singleElement()
                .asString()
                .contains("no seal");
        assertThat(database(lines.subList(0, 15), head(lines, 13), head(lines, SIZE))
                        .problems())
                .containsExactly("records 16 to 20 are missing");
        // Whoever removes the head, too, is found out by a head that is kept elsewhere.
        assertThat(database(lines.subList(0, 13), head(lines, 13)).isSound()).isTrue();
        assertThat(database(lines.subList(0, 13), head(lines, 13), head(lines, SIZE))
                        .problems())
                .containsExactly("records 14 to 20 are missing");
    }

    @Test
    void logThatWasMadeAnewIsFoundByAHeadThatIsKeptElsewhere() {
        List<String> forged = log(SIZE, "-forged");
        assertThat(database(forged, head(forged, SIZE)).isSound()).isTrue();
        assertThat(database(forged, head(lines, 7), head(forged, SIZE)).problems())
                .singleElement()
                .asString()
                .contains("the head of size 7")
                .contains("1 to 7");
    }

    @Test
    void recordsThatNoHeadCoversAreNamed() {
        assertThat(database(lines, head(lines, 18)).problems())
                .singleElement()
                .asString()
                .contains("19 to 20");
    }

    @Test
    void headsAndSealsOfOthersAreRefused() {
        HeadKey other = HeadKey.make();
        TreeHead good = head(lines, SIZE);
        TreeHead foreign = TreeHead.of(SIZE, NOON, good.root(), other);
        TreeHead forged = new TreeHead(SIZE, NOON, Hash.NONE, KEY.name(), good.signature());
        assertThat(database(lines, foreign, good).problems())
                .singleElement()
                .asString()
                .contains("another key");
        assertThat(database(lines, forged, good).problems())
                .singleElement()
                .asString()
                .contains("not signed");
        Seal seal = seal(lines, 1, SIZE);
        Seal shorter = new Seal(1, 10, seal.head(), seal.inclusion(), seal.signature());
        assertThat(copy(lines.subList(0, 10), shorter).problems())
                .singleElement()
                .asString()
                .contains("seal was changed");
        assertThat(TreeHead.parse(good.line())).isEqualTo(good);
        assertThat(HeadKey.parse(KEY.reveal()).name()).isEqualTo(KEY.name());
    }

    @Test
    void manyProblemsAreCountedAndNotAllListed() {
        List<String> bad = Collections.nCopies(500, "nonsense");
        assertThat(copy(bad, null).problems()).hasSize(51).last().asString().contains("451 problems more");
    }

    @Test
    void longTextsAreCutAndHalfCharactersReplaced() {
        Entry entry = Entry.of(Entry.Kind.SYSTEM, "x".repeat(5_000), "a\ud83d", Map.of("k", "😀".repeat(2_000)));
        assertThat(entry.actor()).hasSize(Entry.MAX_TEXT);
        assertThat(entry.action()).isEqualTo("a\ufffd");
        String line = new AuditRecord(1, NOON, entry, Hash.NONE).line();
        assertThat(AuditRecord.parse(line).line()).isEqualTo(line);
    }
}
