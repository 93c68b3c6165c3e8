// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench;

import im.wardroom.bench.contender.Archive;
import im.wardroom.bench.contender.Folders;
import im.wardroom.bench.contender.RunningServer;
import im.wardroom.bench.contender.Wardroom;
import im.wardroom.bench.load.Reactor;
import im.wardroom.bench.report.Machine;
import im.wardroom.bench.scenario.Alternation;
import im.wardroom.bench.scenario.Alternation.Turn;
import im.wardroom.bench.scenario.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `bench cost`: the same chat with the guard and without it, in turns of a second.
@Command(
        name = "cost",
        mixinStandardHelpOptions = true,
        description = "Measure what the guard costs chat: two servers beside each other, loaded in turns.")
final class CostCommand implements Callable<Integer> {

    private static final Duration TURN = Duration.ofSeconds(1);
    private static final int NOT_UNDERSTOOD = 2;

    @Option(names = "--turns", description = "Turns of a second that each is measured.", defaultValue = "60")
    int turns;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            description = "Load of each that is not counted.",
            defaultValue = "30")
    int warmUp;

    private final List<Turn> guarded = new ArrayList<>();
    private final List<Turn> unguarded = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        if (turns < 1) {
            System.err.println("--turns is at least 1");
            return NOT_UNDERSTOOD;
        }
        System.out.println(Machine.describe());
        System.out.println("load of the machine before: " + Machine.load());
        Path folder = Files.createTempDirectory("wardroom-cost");
        try {
            measure(new Launcher(folder));
        } finally {
            Folders.delete(folder);
        }
        System.out.println(table());
        return 0;
    }

    private void measure(Launcher launcher) throws IOException {
        Plan plan = Plan.FULL;
        Contender with = new Contender(Wardroom.here(""), Archive.OFF);
        Contender without = new Contender(Wardroom.unguarded(""), Archive.OFF);
        int accounts = Alternation.accounts(plan);
        try (RunningServer first = launcher.start(with, accounts, launcher.folder(with));
                RunningServer second = launcher.start(without, accounts, launcher.folder(without));
                Reactor ofFirst = new Reactor();
                Reactor ofSecond = new Reactor();
                Alternation servers = new Alternation(
                        List.of(Launcher.subject(with, first, ofFirst), Launcher.subject(without, second, ofSecond)),
                        plan)) {
            for (int i = 0; i < warmUp; i++) {
                var _ = servers.round(TURN, true);
            }
            for (int i = 0; i < turns; i++) {
                List<Turn> round = servers.round(TURN, i % 2 == 0);
                guarded.add(round.getFirst());
                unguarded.add(round.getLast());
            }
        }
    }

    private String table() {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < turns; i++) {
            ratios.add(guarded.get(i).perCpuSecond() / unguarded.get(i).perCpuSecond());
        }
        ratios.sort(null);
        double with = all(guarded).perCpuSecond();
        double without = all(unguarded).perCpuSecond();
        return """

                | delivered messages a CPU second | all turns | slowest turn | fastest turn |
                | --- | ---: | ---: | ---: |
                | with the guard    | %,10.0f | %,10.0f | %,10.0f |
                | without the guard | %,10.0f | %,10.0f | %,10.0f |

                with / without: %.3f of all turns; of single turns median %.3f, a quarter below %.3f, worst %.3f
                """.formatted(
                        with,
                        slowest(guarded),
                        fastest(guarded),
                        without,
                        slowest(unguarded),
                        fastest(unguarded),
                        with / without,
                        ratios.get(turns / 2),
                        ratios.get(turns / 4),
                        ratios.getFirst());
    }

    private static Turn all(List<Turn> turns) {
        return turns.stream().reduce(new Turn(0, 0), Turn::plus);
    }

    private static double slowest(List<Turn> turns) {
        return turns.stream().mapToDouble(Turn::perCpuSecond).min().orElse(0);
    }

    private static double fastest(List<Turn> turns) {
        return turns.stream().mapToDouble(Turn::perCpuSecond).max().orElse(0);
    }
}
