// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import im.wardroom.features.Features;
import im.wardroom.testkit.simulation.Outcome;
import im.wardroom.testkit.simulation.Simulation;
import im.wardroom.testkit.simulation.Substitutes;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `./wardroom bench simulate`: as many schedules of the deterministic simulation as asked for.
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = "Runs the kernel under crashes, failing disks and bad networks; each seed is one schedule.",
        footer = {"", "Ends with 1 if a promise was broken. A seed that failed replays exactly: --from SEED --seeds 1."
        })
final class SimulateCommand implements Callable<Integer> {

    private static final int SHOWN = 20;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--seeds", paramLabel = "N", defaultValue = "10000", description = "How many schedules.")
    private long seeds;

    @Option(names = "--from", paramLabel = "SEED", defaultValue = "1", description = "The first seed.")
    private long from;

    @Override
    public Integer call() {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
        PrintWriter out = spec.commandLine().getOut();
        Simulation simulation =
                new Simulation(clock -> Features.all(Features.Settings.DEFAULT, clock), Substitutes.NONE);
        AtomicReference<Outcome.Counts> counts = new AtomicReference<>(Outcome.Counts.NONE);
        List<Outcome> unsound = Collections.synchronizedList(new ArrayList<>());
        long begun = System.nanoTime();
        LongStream.range(from, from + seeds).parallel().forEach(seed -> {
            Outcome outcome = simulation.run(seed);
            counts.accumulateAndGet(outcome.counts(), Outcome.Counts::plus);
            if (!outcome.isSound()) {
                unsound.add(outcome);
                out.println("seed " + seed + ": " + outcome.violations().getFirst());
                out.flush();
            }
        });
        report(out, counts.get(), unsound, (System.nanoTime() - begun) / 1e9);
        return unsound.isEmpty() ? 0 : 1;
    }

    private void report(PrintWriter out, Outcome.Counts counts, List<Outcome> unsound, double seconds) {
        out.printf(
                "%,d schedules in %.1f s: %,d messages sent, %,d acknowledged, %,d shown, %,d streams resumed, of these"
                        + " %,d after a restart; %,d crashes%n",
                seeds,
                seconds,
                counts.sent(),
                counts.acknowledged(),
                counts.shown(),
                counts.resumed(),
                counts.restored(),
                counts.crashes());
        if (unsound.isEmpty()) {
            out.println("No promise was broken.");
            return;
        }
        out.printf("%,d schedules broke a promise. The last steps of one:%n", unsound.size());
        List<String> lines = unsound.getFirst().story().lines().toList();
        lines.subList(Math.max(0, lines.size() - (seeds == 1 ? lines.size() : SHOWN)), lines.size())
                .forEach(out::println);
        out.flush();
    }
}
