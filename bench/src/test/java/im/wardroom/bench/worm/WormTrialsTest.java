// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.worm;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.guard.Mode;
import im.wardroom.guard.worm.WormRules;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The simulation in a small organisation, with a fixed seed: whoever makes the guard worse sees it here. The bounds
/// are wider than the targets, as 1,000 people have room for few infected.
class WormTrialsTest {

    private static final long SEED = 1;
    private static final int PEOPLE = 1_000;
    private static Trials trials;

    @BeforeAll
    static void letThemGetToKnowEachOther() {
        trials = new Trials(PEOPLE, 1, SEED, 4, WormRules.DEFAULT);
    }

    @Test
    void theContactsAreThoseOfAnOrganisation() {
        Society society = trials.first().society();
        assertThat(society.meanContacts()).isBetween(13.0, 15.0);
        assertThat(society.mutual()).isBetween(0.79, 0.85);
    }

    @Test
    void withoutTheGuardAWormTakesNearlyHalf() {
        assertThat(trials.worm(Kind.BURST, 0.3, 0, 2).bareMedian()).isBetween(30.0, 55.0);
    }

    @Test
    void aGuardThatIsOffStopsNothing() {
        Trial observed = new Trial(PEOPLE, SEED, 2, WormRules.DEFAULT);
        Outcome outcome = observed.worm(Kind.BURST, 0.3, 1, WormRules.DEFAULT.with(Mode.OFF));
        assertThat(outcome.share()).isGreaterThan(30);
    }

    @ParameterizedTest
    @EnumSource
    void aWormTakesFewAndIsFoundSoon(Kind kind) {
        Summary summary = trials.worm(kind, 0.3, 1, 0);
        assertThat(summary.infected(1)).as("seed %d", SEED).isLessThan(kind == Kind.SEVERAL ? 2.5 : 1.6);
        if (kind.isStealthy()) {
            assertThat(summary.found(1)).isLessThan(40);
        }
    }

    @Test
    void ordinaryPeopleAreHardlyEverAsked() {
        List<Outcome> quiet = trials.quiet(5);
        assertThat(quiet.getFirst().messages() / quiet.getFirst().userDays()).isBetween(30.0, 42.0);
        assertThat(quiet.getFirst().challenges()).as("seed %d", SEED).isLessThan(12);
        assertThat(quiet.getFirst().falseQuarantines()).isLessThan(2);
    }

    @Test
    void aSeedReplays() {
        Outcome one = trials.first().worm(Kind.ROTATING, 0.3, 7, WormRules.DEFAULT);
        Outcome same = trials.first().worm(Kind.ROTATING, 0.3, 7, WormRules.DEFAULT);
        assertThat(same.infected()).isEqualTo(one.infected());
        assertThat(same.asked()).isEqualTo(one.asked());
        assertThat(same.messages()).isEqualTo(one.messages());
    }
}
