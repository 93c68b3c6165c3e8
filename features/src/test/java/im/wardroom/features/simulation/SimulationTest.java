// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.features.Features;
import im.wardroom.testkit.simulation.Outcome;
import im.wardroom.testkit.simulation.Simulation;
import im.wardroom.testkit.simulation.Substitutes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The kernel and all features, in schedules with crashes, failing disks and bad networks.
class SimulationTest {

    private static final int REPLAYS = 30;
    private static final long FIRST = Long.getLong("seed", 1);
    private static final int FEW = 300;

    private final Simulation simulation =
            new Simulation(clock -> Features.all(Features.Settings.DEFAULT, clock), Substitutes.NONE);

    @Test
    void seedReplaysExactly() {
        for (long seed = 1; seed <= REPLAYS; seed++) {
            assertThat(simulation.run(seed)).isEqualTo(simulation.run(seed));
        }
    }

    @Test
    void differentSeedsAreDifferentSchedules() {
        Set<Long> hashes = new HashSet<>();
        for (long seed = 1; seed <= REPLAYS; seed++) {
            hashes.add(simulation.run(seed).hash());
        }
        assertThat(hashes).hasSize(REPLAYS);
    }

    @Test
    void schedulesReachWhatTheyAreFor() {
        Outcome.Counts sum = Outcome.Counts.NONE;
        for (long seed = 1; seed <= REPLAYS; seed++) {
            sum = sum.plus(simulation.run(seed).counts());
        }
        assertThat(sum.acknowledged()).isPositive();
        assertThat(sum.refused()).isPositive();
        assertThat(sum.repeated()).isPositive();
        assertThat(sum.resumed()).isPositive();
        assertThat(sum.crashes()).isPositive();
    }

    @Test
    void firstSchedulesKeepEveryPromise() {
        assertSound(FIRST, FEW);
    }

    @Test
    @Tag("slow")
    void tenThousandSchedulesKeepEveryPromise() {
        assertSound(FIRST + FEW, 10_000 - FEW);
    }

    /// A seed that is named replays exactly: `./wardroom bench simulate --from SEED --seeds 1`.
    private void assertSound(long from, int count) {
        List<String> broken = LongStream.range(from, from + count)
                .parallel()
                .mapToObj(simulation::run)
                .filter(outcome -> !outcome.isSound())
                .map(outcome ->
                        "seed " + outcome.seed() + ": " + outcome.violations().getFirst())
                .toList();
        assertThat(broken).isEmpty();
    }
}
