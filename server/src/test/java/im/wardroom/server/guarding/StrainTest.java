// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.guarding;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.server.HandClock;
import im.wardroom.server.stream.Loop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class StrainTest {

    private final HandClock clock = new HandClock();
    private final HandLoop loop = new HandLoop();
    private final Strain strain = new Strain(List.of(loop), clock);

    /// Timers and turns come when the test says so.
    private static final class HandLoop implements Loop {

        private final Queue<Runnable> timers = new ArrayDeque<>();
        private final Queue<Runnable> turns = new ArrayDeque<>();

        @Override
        public boolean isCurrent() {
            return true;
        }

        @Override
        public Timer schedule(Duration delay, Runnable task) {
            timers.add(task);
            return () -> {};
        }

        @Override
        public void execute(Runnable task) {
            task.run();
        }

        @Override
        public void executeInTurn(Runnable task) {
            turns.add(task);
        }
    }

    private void after(int millis) {
        clock.pass(Duration.ofMillis(millis));
    }

    @Test
    void whatComesInTimeIsNoStrain() {
        after(100);
        loop.timers.remove().run();
        loop.turns.remove().run();
        assertThat(strain.getAsDouble()).isZero();
    }

    @Test
    void lateTurnIsStrainAndHalfOfItStays() {
        after(100);
        loop.timers.remove().run();
        after(80);
        loop.turns.remove().run();
        assertThat(strain.getAsDouble()).isEqualTo(0.8);
        after(100);
        loop.timers.remove().run();
        loop.turns.remove().run();
        assertThat(strain.getAsDouble()).isEqualTo(0.4);
    }

    @Test
    void turnThatDidNotComeYetIsStrainAlready() {
        after(100);
        loop.timers.remove().run();
        after(250);
        assertThat(strain.getAsDouble()).isEqualTo(2.5);
    }

    @Test
    void loopThatDoesNotComeToItsTimersIsStrainAlready() {
        after(400);
        assertThat(strain.getAsDouble()).isEqualTo(3);
    }
}
