// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.simulation;

import java.util.List;

/// What became of one schedule.
///
/// @param hash over everything that happened
/// @param violations promises that were broken; none if all is well
/// @param lastSteps what happened last, to be read
public record Outcome(long seed, long hash, List<String> violations, Counts counts, List<String> lastSteps) {

    /// How much was tried.
    ///
    /// @param steps tasks that ran
    /// @param sent messages that devices sent, those sent again included
    /// @param acknowledged messages that the server acknowledged
    /// @param refused messages that came back as errors
    /// @param shown messages that devices showed, each device for itself
    /// @param repeated messages that a device got again and did not show again
    /// @param resumed streams that went on, on another connection
    /// @param restored those of them that went on after a restart of the server
    public record Counts(
            long steps,
            long sent,
            long acknowledged,
            long refused,
            long shown,
            long repeated,
            long resumed,
            long restored,
            long crashes) {

        public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0);

        public Counts plus(Counts other) {
            return new Counts(
                    steps + other.steps,
                    sent + other.sent,
                    acknowledged + other.acknowledged,
                    refused + other.refused,
                    shown + other.shown,
                    repeated + other.repeated,
                    resumed + other.resumed,
                    restored + other.restored,
                    crashes + other.crashes);
        }
    }

    public boolean isSound() {
        return violations.isEmpty();
    }

    /// For a person: the seed, what is wrong, and how it came to that.
    public String story() {
        StringBuilder story = new StringBuilder("seed ").append(seed).append('\n');
        lastSteps.forEach(line -> story.append(line).append('\n'));
        violations.forEach(line -> story.append("VIOLATION ").append(line).append('\n'));
        return story.toString();
    }
}
