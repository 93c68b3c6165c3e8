// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.xmpp.address.BareJid;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every store promises of the message log.
public abstract class MessageLogContract extends StoreContract {

    protected MessageLogContract(Backend backend) {
        super(backend);
    }

    @BeforeEach
    void bothHaveAccounts() {
        create(ROMEO);
        create(JULIET);
    }

    private static Change append(BareJid owner, long seq) {
        return Samples.received(owner, seq, NOON.plusMillis(seq), bytes(owner + " " + seq));
    }

    private List<Long> numbers(BareJid owner, long after, int limit) {
        return store.messages().read(owner, after, limit).stream()
                .map(MessageLog.Entry::seq)
                .toList();
    }

    @Test
    void messageComesBackByteForByteWithItsTime() {
        byte[] stanza = new byte[100_000];
        random().nextBytes(stanza);
        commit(Samples.received(ROMEO, 1, NOON, stanza));
        MessageLog.Entry entry = store.messages().read(ROMEO, 0, 10).getFirst();
        assertThat(entry.seq()).isEqualTo(1);
        assertThat(entry.at()).isEqualTo(NOON);
        assertThat(entry.stanza()).isEqualTo(stanza);
    }

    @Test
    void logIsReadForwardInPages() {
        for (int seq = 1; seq <= 5; seq++) {
            commit(append(ROMEO, seq));
        }
        assertThat(numbers(ROMEO, 0, 2)).containsExactly(1L, 2L);
        assertThat(numbers(ROMEO, 2, 2)).containsExactly(3L, 4L);
        assertThat(numbers(ROMEO, 4, 2)).containsExactly(5L);
        assertThat(numbers(ROMEO, 5, 2)).isEmpty();
    }

    @Test
    void logsOfTwoAccountsAreApart() {
        commit(append(ROMEO, 1), append(JULIET, 1), append(ROMEO, 2));
        assertThat(numbers(ROMEO, 0, 10)).containsExactly(1L, 2L);
        assertThat(numbers(JULIET, 0, 10)).containsExactly(1L);
    }

    @Test
    void logOfUnknownAccountIsEmpty() {
        assertThat(numbers(BareJid.parse("nobody@example.org"), 0, 10)).isEmpty();
    }

    @Test
    void numberThatIsTakenIsRefused() {
        commit(append(ROMEO, 1));
        assertRefused(StoreException.Conflict.class, append(ROMEO, 1));
        assertThat(numbers(ROMEO, 0, 10)).containsExactly(1L);
    }

    @Test
    void settledMessagesAreDroppedAndTheCursorMoves() {
        commit(append(ROMEO, 1), append(ROMEO, 2), append(ROMEO, 3), append(JULIET, 1));
        commit(new Change.MoveCursor(ROMEO, 2));
        assertThat(numbers(ROMEO, 0, 10)).containsExactly(3L);
        assertThat(numbers(JULIET, 0, 10)).containsExactly(1L);
        assertThat(state(ROMEO).cursor()).isEqualTo(2);
        assertThat(state(ROMEO).lastSeq()).isEqualTo(3);
    }

    @Test
    void numbersGoOnAfterEverythingWasSettled() {
        commit(append(ROMEO, 1), append(ROMEO, 2), new Change.MoveCursor(ROMEO, 2));
        reopen();
        assertThat(state(ROMEO).lastSeq()).isEqualTo(2);
        commit(append(ROMEO, 3));
        assertThat(numbers(ROMEO, 0, 10)).containsExactly(3L);
    }

    @Test
    void cursorNeverMovesBack() {
        commit(append(ROMEO, 1), append(ROMEO, 2), new Change.MoveCursor(ROMEO, 2));
        commit(new Change.MoveCursor(ROMEO, 1));
        assertThat(state(ROMEO).cursor()).isEqualTo(2);
    }

    /// A list in memory beside the real log.
    @Test
    void logAgreesWithAPlainListAfterManyRandomSteps() {
        Random random = random();
        List<Long> model = new ArrayList<>();
        long last = 0;
        for (int step = 0; step < 300; step++) {
            if (random.nextInt(4) > 0) {
                model.add(++last);
                commit(append(ROMEO, last));
            } else if (!model.isEmpty()) {
                long settled = model.get(random.nextInt(model.size()));
                model.removeIf(seq -> seq <= settled);
                commit(new Change.MoveCursor(ROMEO, settled));
            }
        }
        reopen();
        assertThat(numbers(ROMEO, 0, 1000)).isEqualTo(model);
        assertThat(state(ROMEO).lastSeq()).isEqualTo(last);
    }
}
