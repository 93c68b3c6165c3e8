// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench;

import im.wardroom.bench.contender.Folders;
import im.wardroom.bench.contender.Wardroom;
import im.wardroom.bench.report.Machine;
import im.wardroom.bench.report.Markdown;
import im.wardroom.bench.report.Results;
import im.wardroom.bench.scenario.Flood;
import im.wardroom.bench.scenario.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `bench flood`: honest people on our server, in quiet and under attack, on loopback.
@Command(
        name = "flood",
        mixinStandardHelpOptions = true,
        description = "Measure honest people while hostile sessions and silent connections press on the server.")
final class FloodCommand implements Callable<Integer> {

    private static final int FAILED = 1;

    /// Before it is measured: somewhat longer than its compilers go before everything else.
    private static final Duration IN_SERVICE = Duration.ofSeconds(75);

    @Option(names = "--sessions", description = "Hostile sessions.", defaultValue = "200")
    int sessions;

    @Option(names = "--per-second", description = "Stanzas that they offer together.", defaultValue = "20000")
    int perSecond;

    @Option(names = "--idlers", description = "Silent and slow connections.", defaultValue = "5000")
    int idlers;

    @Option(names = "--seconds", description = "How long each part is measured.", defaultValue = "30")
    int seconds;

    @Option(names = "--without-limits", description = "Turn the limits off, to see what they are good for.")
    boolean withoutLimits;

    @Override
    public Integer call() throws IOException {
        Path folder = Files.createTempDirectory("wardroom-flood");
        try {
            Wardroom wardroom =
                    withoutLimits ? Wardroom.here("") : Wardroom.here("").withDefaultPolicy();
            Plan plan = Plan.FULL.withTimes(IN_SERVICE, Duration.ofSeconds(seconds), 1);
            Comparison comparison = new Comparison(plan, List.of(wardroom), folder, System.out);
            System.out.println(Machine.describe());
            System.out.println("load of the machine before: " + Machine.load());
            Results results = comparison.run(List.of(new Flood(sessions, perSecond, idlers)));
            System.out.println(Markdown.of(results));
            comparison.failures().forEach(failure -> System.out.println("FAILED: " + failure));
            return comparison.failures().isEmpty() ? 0 : FAILED;
        } finally {
            Folders.delete(folder);
        }
    }
}
