// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.worm;

import im.wardroom.bench.report.Machine;
import im.wardroom.guard.worm.WormRules;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `bench worms`: lets worms loose in a simulated organisation, with the guard and without it.
@Command(
        name = "worms",
        mixinStandardHelpOptions = true,
        description = "Simulate worms and ordinary people over the real guard.",
        footer = {"", "Ends with 1 if a target was missed. docs/worms.md says what is simulated."})
public final class WormsCommand implements Callable<Integer> {

    private static final int WARM = 20;
    private static final double MIDDLE = 0.3;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--people", defaultValue = "10000", description = "Accounts of an organisation (${DEFAULT-VALUE}).")
    private int people;

    @Option(names = "--organisations", defaultValue = "2", description = "How many there are (${DEFAULT-VALUE}).")
    private int organisations;

    @Option(
            names = "--runs",
            defaultValue = "20",
            description = "Of each kind at click probability 0.3 (${DEFAULT-VALUE}).")
    private int runs;

    @Option(names = "--more-runs", defaultValue = "8", description = "At the other probabilities (${DEFAULT-VALUE}).")
    private int moreRuns;

    @Option(names = "--days", defaultValue = "20", description = "Working days without a worm (${DEFAULT-VALUE}).")
    private int days;

    @Option(
            names = "--click",
            split = ",",
            defaultValue = "0.1,0.3,0.6",
            description = "Probabilities (${DEFAULT-VALUE}).")
    private double[] clicks = {};

    @Option(names = "--only", split = ",", paramLabel = "KIND", description = "Of: ${COMPLETION-CANDIDATES}.")
    private List<Kind> only = List.of();

    @Option(names = "--seed", defaultValue = "1", description = "Everything follows from it (${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--plots",
            paramLabel = "FOLDER",
            description = "Where to draw worms-infected.svg and worms-found.svg.")
    @Nullable
    private Path plots;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        out.println(Machine.describe());
        out.printf(
                "seed %d, %,d people in each of %d organisations, %d days to get used to each other%n",
                seed, people, organisations, WARM);
        Trials trials = new Trials(people, organisations, seed, WARM, WormRules.DEFAULT);
        Society society = trials.first().society();
        out.printf(Locale.ROOT, "contacts %.1f, mutual %.0f %%%n", society.meanContacts(), 100 * society.mutual());
        out.flush();
        boolean isGood = days == 0 || quiet(out, trials.quiet(days));
        isGood &= worms(out, trials);
        out.println(isGood ? "All targets were met." : "A target was missed.");
        out.flush();
        return isGood ? 0 : 1;
    }

    private boolean quiet(PrintWriter out, List<Outcome> quiet) {
        double userDays = quiet.stream().mapToDouble(Outcome::userDays).sum();
        double asked = 1_000 * quiet.stream().mapToInt(Outcome::challenges).sum() / userDays;
        double wrong =
                10_000 * quiet.stream().mapToInt(Outcome::falseQuarantines).sum() / userDays;
        Map<String, Integer> why = new TreeMap<>();
        quiet.forEach(one -> one.asked().forEach((what, count) -> why.merge(what, count, Integer::sum)));
        out.printf(
                Locale.ROOT,
                "%nwithout a worm, %,.0f user-days: %.1f messages a user-day; %.1f conversations with %.1f people"
                        + " and anything at all with %.1f; %.1f µs a stanza%n",
                userDays,
                quiet.stream().mapToDouble(Outcome::messages).sum() / userDays,
                quiet.getFirst().conversations(),
                quiet.getFirst().contacts(),
                quiet.getFirst().correspondents(),
                quiet.stream().mapToDouble(Outcome::micros).average().orElse(0));
        out.printf(
                Locale.ROOT,
                "challenges in 1,000 user-days: %.2f (below 1) %s%nfalse quarantines in 10,000 user-days: %.2f (below 1)%n",
                asked,
                why,
                wrong);
        out.flush();
        return asked < 1 && wrong < 1;
    }

    private boolean worms(PrintWriter out, Trials trials) throws IOException {
        List<Summary> all = new ArrayList<>();
        boolean isGood = true;
        for (double click : clicks) {
            out.printf(
                    Locale.ROOT,
                    "%n| click probability %.1f | without, %% | median, %% | 95th, %% | worst, %% | found after, median | 95th |"
                            + " blocked after, s | false quarantines |%n| --- |" + " ---: |".repeat(8) + "%n",
                    click);
            for (Kind kind : only.isEmpty() ? Arrays.asList(Kind.values()) : only) {
                Summary summary = trials.worm(kind, click, click == MIDDLE ? runs : moreRuns, 3);
                all.add(summary);
                isGood &= line(out, summary);
                draw(all);
            }
        }
        return isGood;
    }

    /// After each line: who does not wait for the end has the plots so far.
    private void draw(List<Summary> all) throws IOException {
        if (plots != null) {
            Files.writeString(plots.resolve("worms-infected.svg"), WormPlot.infected(all));
            Files.writeString(plots.resolve("worms-found.svg"), WormPlot.found(all, MIDDLE));
        }
    }

    /// Whether its targets were met; they are set for one click probability.
    private static boolean line(PrintWriter out, Summary one) {
        boolean isGood = one.click() != MIDDLE
                || one.infected(0.95) < Summary.MOST_INFECTED
                        && one.falseQuarantines() < 1
                        && (!one.kind().isStealthy() || one.found(0.95) < Summary.MOST_RECIPIENTS);
        out.printf(
                Locale.ROOT,
                "| %s | %.1f | %.2f | %.2f | %.2f | %.0f | %.0f | %s | %.2f%s |%n",
                one.kind().label(),
                one.bareMedian(),
                one.infected(0.5),
                one.infected(0.95),
                one.infected(1),
                one.found(0.5),
                one.found(0.95),
                one.blocked() < 0 ? "no need" : String.format(Locale.ROOT, "%,.0f", one.blocked()),
                one.falseQuarantines(),
                isGood ? "" : " MISSED");
        out.flush();
        return isGood;
    }
}
