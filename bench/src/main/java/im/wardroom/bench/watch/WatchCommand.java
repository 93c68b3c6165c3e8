// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.watch;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `./wardroom bench watch`: one large capture, read by our watch and by Debian's nDPI in turn.
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        description = "Lets wardroom watch and Debian's ndpiReader read the same large capture in turn, and counts"
                + " packets for each second of processor time, the start of each program included.",
        footer = {"", "Needs the Debian packages time and libndpi-bin."})
public final class WatchCommand implements Callable<Integer> {

    private static final int FAILED = 1;
    private static final int MEGABYTE = 1_000_000;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private CapturesFolder captures = new CapturesFolder();

    @Option(names = "--megabytes", paramLabel = "N", description = "How large the mix is at least (700 if not given).")
    private long megabytes = 700;

    @Option(names = "--rounds", paramLabel = "N", description = "How often each reads it (5 if not given).")
    private int rounds = 5;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        if (!captures.isThere(out)) {
            return FAILED;
        }
        if (!Reader.canMeasure()) {
            out.println("GNU time is missing (Debian's package is time).");
            return FAILED;
        }
        Path scratch = Files.createTempDirectory("wardroom-bench-watch");
        try {
            Path file = scratch.resolve("mix.pcap");
            Mix.Made mix = Mix.of(captures.path()).write(file, megabytes * MEGABYTE);
            out.println(String.format(
                    Locale.ROOT,
                    "%,d packets, %,d MB: %d captures %d times with other addresses, %,d packets left out",
                    mix.packets(),
                    mix.octets() / MEGABYTE,
                    mix.files(),
                    mix.rounds(),
                    mix.leftOut()));
            compare(out, readers(file), mix, scratch);
        } finally {
            delete(scratch);
        }
        return 0;
    }

    private static List<Reader> readers(Path file) {
        return List.of(
                new Reader("wardroom", List.of(CapturesFolder.program(), "watch", file.toString())),
                new Reader("ndpiReader", List.of("ndpiReader", "-q", "-i", file.toString())));
    }

    private void compare(PrintWriter out, List<Reader> readers, Mix.Made mix, Path scratch)
            throws IOException, InterruptedException {
        Map<Reader, List<Reader.Cost>> costs = new LinkedHashMap<>();
        // Whoever has to be built is built now.
        Reader.Cost _ = new Reader("wardroom", List.of(CapturesFolder.program(), "watch", "--version")).run(scratch);
        for (int round = 1; round <= rounds; round++) {
            for (Reader reader : readers) {
                Reader.Cost cost = reader.run(scratch);
                costs.computeIfAbsent(reader, r -> new ArrayList<>()).add(cost);
                out.println(String.format(
                        Locale.ROOT,
                        "round %d  %-10s  %6.2f CPU s  %6.2f s  %,9.0f packets a CPU s  %4d MB",
                        round,
                        reader.name(),
                        cost.cpuSeconds(),
                        cost.seconds(),
                        mix.packets() / cost.cpuSeconds(),
                        cost.kibibytes() * 1024 / MEGABYTE));
                out.flush();
            }
        }
        List<Double> speeds = costs.values().stream()
                .map(of -> mix.packets() / median(of.stream().map(Reader.Cost::cpuSeconds)))
                .toList();
        List<Double> worst = costs.values().stream()
                .map(of -> mix.packets()
                        / of.stream().mapToDouble(Reader.Cost::cpuSeconds).max().orElseThrow())
                .toList();
        out.println(String.format(
                Locale.ROOT,
                "median: %,.0f and %,.0f packets a CPU s, ratio %.2f; worst of ours to median of the other: %.2f",
                speeds.getFirst(),
                speeds.getLast(),
                speeds.getFirst() / speeds.getLast(),
                worst.getFirst() / speeds.getLast()));
        out.flush();
    }

    private static double median(Stream<Double> numbers) {
        List<Double> sorted = numbers.sorted().toList();
        return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
