// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.server.stream.Loop;
import im.wardroom.store.Change;
import im.wardroom.store.MessageLog;
import im.wardroom.xmpp.address.BareJid;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LazilyTest {

    private static final BareJid JULIET = BareJid.parse("juliet@capulet.example");
    private static final BareJid ROMEO = BareJid.parse("romeo@capulet.example");

    private static final Change FIRST = append(1);
    private static final Change SECOND = append(2);

    private final List<Runnable> due = new ArrayList<>();
    private final List<List<Change>> committed = new ArrayList<>();
    private final Lazily lazily = new Lazily(
            JULIET,
            new Ticker(
                    new Loop() {
                        @Override
                        public boolean isCurrent() {
                            return true;
                        }

                        @Override
                        public Timer schedule(Duration delay, Runnable task) {
                            due.add(task);
                            return () -> due.remove(task);
                        }

                        @Override
                        public void execute(Runnable task) {
                            task.run();
                        }
                    },
                    Duration.ofMillis(500)),
            committed::add);

    private static Change append(long number) {
        return new Change.AppendMessage(
                JULIET,
                new MessageLog.Entry(
                        number, Instant.EPOCH, MessageLog.Direction.RECEIVED, false, ROMEO, "m", new byte[0]));
    }

    @Test
    void messageThatNothingTookAlongIsKeptWhenItsTimeHasCome() {
        lazily.add(FIRST);
        assertThat(committed).isEmpty();
        due.forEach(Runnable::run);
        assertThat(committed).containsExactly(List.of(FIRST));
    }

    @Test
    void messageThatTheCursorPassesIsNotKept() {
        lazily.add(FIRST);
        lazily.add(SECOND);
        lazily.add(new Change.MoveCursor(JULIET, 1));
        assertThat(lazily.take()).containsExactly(SECOND, new Change.MoveCursor(JULIET, 1));
    }

    @Test
    void latestCursorStandsForThoseBefore() {
        lazily.add(new Change.MoveCursor(JULIET, 1));
        lazily.add(new Change.MoveCursor(JULIET, 2));
        assertThat(lazily.take()).containsExactly(new Change.MoveCursor(JULIET, 2));
    }

    @Test
    void cursorThatPassesNothingKeptWaitsForSomethingElse() {
        lazily.kept(List.of(FIRST));
        lazily.add(new Change.MoveCursor(JULIET, 1));
        lazily.take();
        lazily.add(SECOND);
        lazily.add(new Change.MoveCursor(JULIET, 2));
        due.forEach(Runnable::run);
        assertThat(committed).isEmpty();
        assertThat(lazily.take()).containsExactly(new Change.MoveCursor(JULIET, 2));
    }

    @Test
    void cursorThatPassesAMessageThatWasKeptDoesNotWait() {
        lazily.kept(List.of(FIRST));
        lazily.add(new Change.MoveCursor(JULIET, 1));
        due.forEach(Runnable::run);
        assertThat(committed).containsExactly(List.of(new Change.MoveCursor(JULIET, 1)));
    }

    @Test
    void cursorThatPassesAMessageThatHadToBeKeptDoesNotWait() {
        lazily.add(FIRST);
        lazily.add(SECOND);
        lazily.take();
        lazily.add(new Change.MoveCursor(JULIET, 1));
        due.forEach(Runnable::run);
        assertThat(committed).containsExactly(List.of(new Change.MoveCursor(JULIET, 1)));
    }

    @Test
    void cursorDoesNotWaitWhileOnlyAnEarlierLifeKnowsWhatWasKept() {
        lazily.add(new Change.MoveCursor(JULIET, 1));
        due.forEach(Runnable::run);
        assertThat(committed).containsExactly(List.of(new Change.MoveCursor(JULIET, 1)));
    }
}
