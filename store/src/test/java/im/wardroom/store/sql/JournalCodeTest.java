// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.wardroom.store.Change;
import im.wardroom.store.MessageLog.Direction;
import im.wardroom.store.MessageLog.Entry;
import im.wardroom.store.StreamKey;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Jid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JournalCodeTest {

    private static final BareJid ROMEO = BareJid.parse("romeo@example.org");

    private final JournalCode code = new JournalCode();

    /// Random traffic; the seed is printed and can be given as `-Dwardroom.seed`.
    static Random random() {
        long seed = Long.getLong("wardroom.seed", System.nanoTime());
        System.out.println("wardroom.seed=" + seed);
        return new Random(seed);
    }

    private static Change some(Random random) {
        StreamKey stream = new StreamKey("key é😀 " + random.nextInt(5));
        return switch (random.nextInt(6)) {
            case 0 -> append(random);
            case 1 -> new Change.MoveCursor(ROMEO, number(random));
            case 2 -> new Change.Handled(stream, number(random));
            case 3 -> new Change.Sent(stream, number(random), number(random));
            case 4 -> new Change.Confirm(stream, number(random), number(random));
            default -> new Change.PutStreamState(stream, bytes(random));
        };
    }

    private static Change append(Random random) {
        return new Change.AppendMessage(
                ROMEO,
                new Entry(
                        number(random),
                        Instant.ofEpochMilli(random.nextLong()),
                        random.nextBoolean() ? Direction.SENT : Direction.RECEIVED,
                        random.nextBoolean(),
                        Jid.parse(random.nextBoolean() ? "juliet@example.org" : "juliet@example.org/balcony é"),
                        random.nextBoolean() ? null : "id 😀" + random.nextInt(),
                        bytes(random)));
    }

    /// Of every length.
    private static long number(Random random) {
        return random.nextLong() >> random.nextInt(Long.SIZE);
    }

    private static byte[] bytes(Random random) {
        byte[] bytes = new byte[random.nextInt(300)];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] row(List<Change> changes) {
        code.begin();
        assertThat(changes).allMatch(code::add);
        return code.row();
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        Random random = random();
        for (int round = 0; round < 500; round++) {
            List<Change> changes = new ArrayList<>();
            for (int i = random.nextInt(20); i >= 0; i--) {
                changes.add(some(random));
            }
            assertThat(JournalCode.read(row(changes)))
                    .usingRecursiveFieldByFieldElementComparator()
                    .isEqualTo(changes);
        }
    }

    @Test
    void rowWithoutChangesIsEmpty() {
        code.begin();
        assertThat(code.isEmpty()).isTrue();
        assertThat(JournalCode.read(code.row())).isEmpty();
    }

    @Test
    void rowThatIsCutOffOrDamagedIsRefusedOrReadAsSomethingElseButNeverBeyondItsEnd() {
        Random random = random();
        for (int round = 0; round < 5_000; round++) {
            byte[] row = row(List.of(some(random), some(random)));
            byte[] damaged = Arrays.copyOf(row, 1 + random.nextInt(row.length));
            if (random.nextBoolean()) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            try {
                JournalCode.read(damaged);
            } catch (IllegalArgumentException expected) {
                assertThat(expected).hasMessageMatching("(?s).+");
            }
        }
        assertThatThrownBy(() -> JournalCode.read(new byte[0])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> JournalCode.read(new byte[] {99})).hasMessageContaining("version");
        assertThatThrownBy(() -> JournalCode.read(new byte[] {1, 99})).hasMessageContaining("unknown kind 99");
    }

    @Test
    void otherChangesAndWhatADatabaseMayRefuseAreNotTaken() {
        code.begin();
        assertThat(code.add(new Change.PutSetting("key", new byte[0]))).isFalse();
        assertThat(code.add(new Change.Handled(new StreamKey("a\0b"), 1))).isFalse();
        Entry entry = new Entry(1, Instant.EPOCH, Direction.SENT, true, ROMEO, "a\0b", new byte[0]);
        assertThat(code.add(new Change.AppendMessage(ROMEO, entry))).isFalse();
        Entry late = new Entry(1, Instant.MAX, Direction.SENT, true, ROMEO, null, new byte[0]);
        assertThat(code.add(new Change.AppendMessage(ROMEO, late))).isFalse();
    }
}
