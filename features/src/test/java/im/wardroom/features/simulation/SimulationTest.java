// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.features.Features;
import im.wardroom.testkit.simulation.Outcome;
import im.wardroom.testkit.simulation.Simulation;
import im.wardroom.testkit.simulation.Substitutes;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The kernel and all features, in schedules with crashes, failing disks and bad networks.
class SimulationTest {

    private static final int REPLAYS = 30;

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
}
