// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.features.Features;
import im.wardroom.testkit.simulation.Outcome;
import im.wardroom.testkit.simulation.Simulation;
import im.wardroom.testkit.simulation.Substitutes;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// The simulation can fail: faults that are put into it on purpose are found within a few schedules, and for what they
/// are.
class PlantedFaultsTest {

    /// More than half a minute of schedules: which of them show a fault changes with every change of the server.
    private static final int ENOUGH = 2_000;

    /// The first schedule that shows what is looked for, and is sound without the fault.
    private static Outcome find(String fault, Substitutes substitutes, Predicate<String> symptom) {
        Simulation simulation = new Simulation(clock -> Features.all(Features.Settings.DEFAULT, clock), substitutes);
        Simulation faultless =
                new Simulation(clock -> Features.all(Features.Settings.DEFAULT, clock), Substitutes.NONE);
        for (int seed = 1; seed <= ENOUGH; seed++) {
            Outcome outcome = simulation.run(seed);
            if (outcome.violations().stream().anyMatch(symptom)
                    && faultless.run(seed).isSound()) {
                System.out.println(fault + " was found after " + seed + " schedules: "
                        + outcome.violations().stream()
                                .filter(symptom)
                                .findFirst()
                                .orElseThrow());
                return outcome;
            }
        }
        throw new AssertionError(fault + " was not found in " + ENOUGH + " schedules");
    }

    @Test
    void acknowledgingBeforeTheSyncIsFound() {
        Outcome found = find(
                "acknowledging before the sync",
                Substitutes.NONE.withDisk(HastyDisk::new),
                violation -> violation.contains("acknowledged before it was on disk"));
        assertThat(found.story()).contains("seed " + found.seed()).contains("VIOLATION");
    }

    @Test
    void losingWhatWasAcknowledgedBeforeTheSyncIsFound() {
        find(
                "losing what was acknowledged before the sync",
                Substitutes.NONE.withDisk(HastyDisk::new),
                violation -> violation.contains("acknowledged and is lost"));
    }

    @Test
    void movingTheCursorBeforeTheDeliveryIsFound() {
        find(
                "moving the cursor before the delivery",
                Substitutes.NONE.withStore(EagerCursor::new),
                violation -> violation.contains("acknowledged and is lost"));
    }

    @Test
    void forgettingTheLastStanzaAtAResumptionIsFound() {
        find(
                "forgetting the last stanza at a resumption",
                Substitutes.NONE.withConnection(ForgetfulConnection::new),
                violation -> violation.contains("resumed and"));
    }
}
