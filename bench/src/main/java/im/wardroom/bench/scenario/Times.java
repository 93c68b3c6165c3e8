// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.scenario;

import java.time.Duration;
import picocli.CommandLine.Option;

/// How often and how long is measured: options of every command that follows a plan.
public final class Times {

    @Option(names = "--rounds", description = "How many rounds.")
    private int rounds;

    @Option(names = "--warm-up", paramLabel = "SECONDS", description = "Load that is not counted.")
    private int warmUp;

    @Option(names = "--seconds", description = "Load that is measured, in each round.")
    private int seconds;

    /// The plan with what was chosen.
    public Plan of(Plan base) {
        return base.withTimes(
                warmUp > 0 ? Duration.ofSeconds(warmUp) : base.warmUp(),
                seconds > 0 ? Duration.ofSeconds(seconds) : base.measured(),
                rounds > 0 ? rounds : base.rounds());
    }
}
