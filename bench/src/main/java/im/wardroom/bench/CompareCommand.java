// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench;

import im.wardroom.bench.contender.Cores;
import im.wardroom.bench.contender.Debian;
import im.wardroom.bench.contender.Ejabberd;
import im.wardroom.bench.contender.Folders;
import im.wardroom.bench.contender.Forwarder;
import im.wardroom.bench.contender.Product;
import im.wardroom.bench.contender.Prosody;
import im.wardroom.bench.contender.Wardroom;
import im.wardroom.bench.report.Machine;
import im.wardroom.bench.report.Markdown;
import im.wardroom.bench.report.Results;
import im.wardroom.bench.report.ResultsFile;
import im.wardroom.bench.scenario.Plan;
import im.wardroom.bench.scenario.Scenario;
import im.wardroom.bench.scenario.Times;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `bench compare`: the same load on our server, on others and on a bare forwarder.
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = "Run the same scenarios against Wardroom, ejabberd, Prosody and a bare TLS forwarder.")
final class CompareCommand implements Callable<Integer> {

    private static final int FAILED = 1;

    @Spec
    CommandSpec command = CommandSpec.create();

    @Option(names = "--quick", description = "One short round; too short for the just-in-time compiler.")
    boolean quick;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "SCENARIO",
            description = "Of: chat, acks, archive, latency, archive-latency, sign-ins, idle, room, hall.")
    List<String> only = List.of();

    @Option(
            names = "--servers",
            split = ",",
            paramLabel = "SERVER",
            description = "Of: wardroom, ejabberd, prosody, forwarder.")
    List<String> servers = List.of();

    @Mixin
    Times times = new Times();

    @Option(names = "--pairs", description = "How many pairs talk.")
    int pairs;

    @Option(names = "--window", description = "How many messages a sender has under way.")
    int window;

    @Option(names = "--rate", description = "Messages a second of the latency scenarios.")
    int rate;

    @Option(names = "--idle", paramLabel = "SESSIONS", description = "Sessions of the memory scenario.")
    int idle;

    @Option(
            names = "--wardroom-jvm",
            paramLabel = "OPTIONS",
            description = "More JVM options for Wardroom, such as a profiler's.")
    String jvmOptions = "";

    @Option(names = "--output", paramLabel = "FILE", description = "Where to write the results (CSV).")
    @Nullable
    Path output;

    @Override
    public Integer call() throws IOException {
        List<Scenario> scenarios =
                only.isEmpty() ? Scenarios.ALL : chosen("--only", only, Scenarios.ALL, Scenario::name);
        List<Product> products = products();
        Debian.install(products);
        Path folder = Files.createTempDirectory("wardroom-bench");
        try {
            Comparison comparison = new Comparison(plan(), products, folder, System.out);
            Machine machine = Machine.describe();
            System.out.println(machine);
            List<String> description = new ArrayList<>(description(machine, products));
            Results results = comparison.run(scenarios);
            comparison.failures().forEach(failure -> description.add("FAILED: " + failure));
            System.out.println(Markdown.of(results));
            comparison.failures().forEach(failure -> System.out.println("FAILED: " + failure));
            Path file = output == null ? ResultsFile.fresh("compare") : output;
            ResultsFile.write(file, description, results);
            System.out.println("results are in " + file);
            return comparison.failures().isEmpty() ? 0 : FAILED;
        } finally {
            Folders.delete(folder);
        }
    }

    private List<String> description(Machine machine, List<Product> products) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("date: " + Instant.now());
        lines.add("machine: " + machine);
        lines.add("server: " + (Cores.pinned().isEmpty() ? "not pinned" : "pinned to core 0"));
        lines.add("load of the machine before (1, 5, 15 minutes): " + Machine.load());
        lines.add("plan: " + plan());
        for (Product product : products) {
            lines.add("version: " + product.version());
        }
        return lines;
    }

    private List<Product> products() {
        List<Product> all = List.of(
                Wardroom.here(jvmOptions),
                Wardroom.unguarded(jvmOptions),
                new Ejabberd(),
                new Prosody(),
                new Forwarder());
        return servers.isEmpty()
                ? all.stream()
                        .filter(product -> !product.name().equals("unguarded"))
                        .toList()
                : chosen("--servers", servers, all, Product::name);
    }

    /// @throws ParameterException if one is none of them
    private <T> List<T> chosen(String option, List<String> wanted, List<T> all, Function<T, String> name) {
        List<String> known = all.stream().map(name).toList();
        for (String each : wanted) {
            if (!known.contains(each)) {
                throw new ParameterException(
                        command.commandLine(), option + " " + each + " is none of " + String.join(", ", known) + ".");
            }
        }
        return all.stream().filter(one -> wanted.contains(name.apply(one))).toList();
    }

    private Plan plan() {
        Plan base = times.of(quick ? Plan.QUICK : Plan.FULL);
        return base.withLoad(
                pairs > 0 ? pairs : base.pairs(),
                window > 0 ? window : base.window(),
                rate > 0 ? rate : base.rate(),
                idle > 0 ? idle : base.idle());
    }
}
