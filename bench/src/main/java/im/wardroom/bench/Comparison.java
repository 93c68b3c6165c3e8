// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench;

import im.wardroom.bench.contender.Folders;
import im.wardroom.bench.contender.Product;
import im.wardroom.bench.contender.RunningServer;
import im.wardroom.bench.load.LoadFailure;
import im.wardroom.bench.load.Reactor;
import im.wardroom.bench.report.Results;
import im.wardroom.bench.scenario.Plan;
import im.wardroom.bench.scenario.Reading;
import im.wardroom.bench.scenario.Scenario;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Runs scenarios against servers, one after the other on the same core, in rounds, so that what disturbs the machine
/// for a while disturbs all of them.
final class Comparison {

    private static final Duration REHEARSED = Duration.ofSeconds(1);

    private final Plan plan;
    private final List<Product> products;
    private final Launcher launcher;
    private final PrintStream progress;
    private final Results results = new Results();
    private final List<String> failures = new ArrayList<>();

    /// @param folder for everything that servers write
    Comparison(Plan plan, List<Product> products, Path folder, PrintStream progress) throws IOException {
        this.plan = plan;
        this.products = List.copyOf(products);
        this.launcher = new Launcher(folder);
        this.progress = progress;
    }

    /// The runs that failed, and why; they have no figures.
    List<String> failures() {
        return List.copyOf(failures);
    }

    Results run(List<Scenario> scenarios) {
        for (Scenario scenario : scenarios) {
            List<Contender> contenders = Contender.of(scenario, products);
            if (scenario.isTimed() && !contenders.isEmpty()) {
                rehearse(scenario, contenders.getFirst());
            }
            for (int round = 1; round <= plan.rounds(); round++) {
                for (Contender contender : contenders) {
                    progress.printf(
                            "%s, round %d of %d: %s%n", scenario.name(), round, plan.rounds(), contender.label());
                    run(scenario, contender);
                }
            }
        }
        return results;
    }

    /// Nobody is measured by a generator that is still being compiled: without this, whoever comes first has the
    /// generator's pauses in its latencies.
    private void rehearse(Scenario scenario, Contender contender) {
        progress.printf("%s, rehearsal: %s%n", scenario.name(), contender.label());
        try {
            measure(scenario, contender, plan.withTimes(plan.warmUp(), REHEARSED, 1));
        } catch (LoadFailure | IOException failure) {
            progress.println("    FAILED: " + failure.getMessage());
        }
    }

    private void run(Scenario scenario, Contender contender) {
        try {
            List<Reading> readings = measure(scenario, contender, plan);
            results.add(scenario.name(), contender.label(), readings);
            readings.forEach(r -> progress.printf("    %-50s %,14.2f %s%n", r.measure(), r.value(), r.unit()));
        } catch (LoadFailure | IOException failure) {
            String why =
                    String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
            failures.add(scenario.name() + ", " + contender.label() + ": " + why);
            progress.println("    FAILED: " + failure.getMessage());
        }
    }

    private List<Reading> measure(Scenario scenario, Contender contender, Plan times) throws IOException {
        Path own = launcher.folder(contender);
        try (RunningServer server = launcher.start(contender, scenario.accounts(times), own);
                Reactor reactor = new Reactor()) {
            progress.println("    process " + server.pid());
            return scenario.run(Launcher.subject(contender, server, reactor), times);
        } finally {
            Folders.delete(own);
        }
    }
}
