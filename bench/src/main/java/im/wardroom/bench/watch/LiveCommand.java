// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.watch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `./wardroom bench live`: whether the watch keeps up with an interface.
@Command(
        name = "live",
        mixinStandardHelpOptions = true,
        description =
                "Sends packets through a cable between two network namespaces and lets wardroom watch --live count"
                        + " them, once through libpcap and once through a packet socket.",
        footer = {"", "Needs the rights of root. Ends with 1 if a packet was not counted."})
public final class LiveCommand implements Callable<Integer> {

    private static final int FAILED = 1;
    private static final int CLOCK_TICKS = 100;
    private static final String NEAR = "near";
    private static final String FAR = "far";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private CapturesFolder captures = new CapturesFolder();

    @Option(names = "--rate", paramLabel = "N", description = "How many a second (100000 if not given).")
    private long rate = 100_000;

    @Option(names = "--seconds", paramLabel = "N", description = "How long (60 if not given).")
    private long seconds = 60;

    private final String here = "wardroom-near-" + ProcessHandle.current().pid();
    private final String there = "wardroom-far-" + ProcessHandle.current().pid();

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        if (!captures.isThere(out)) {
            return FAILED;
        }
        boolean allCounted = true;
        try {
            build();
            for (String way : List.of("libpcap", "packet-socket")) {
                allCounted &= measure(out, way);
            }
        } finally {
            run("ip", "netns", "delete", here);
            run("ip", "netns", "delete", there);
        }
        return allCounted ? 0 : FAILED;
    }

    private void build() throws IOException, InterruptedException {
        for (String end : List.of(here, there)) {
            run("ip", "netns", "add", end);
            run("ip", "netns", "exec", end, "sysctl", "-qw", "net.ipv6.conf.default.disable_ipv6=1");
        }
        run("ip", "-n", here, "link", "add", NEAR, "type", "veth", "peer", "name", FAR, "netns", there);
        run("ip", "-n", here, "link", "set", NEAR, "up");
        run("ip", "-n", there, "link", "set", FAR, "up");
    }

    private boolean measure(PrintWriter out, String way) throws IOException, InterruptedException {
        Process watch =
                start(there, List.of(CapturesFolder.program(), "watch", "--live", FAR, "--json", "--through", way));
        try (BufferedReader lines = watch.inputReader(StandardCharsets.UTF_8)) {
            read(lines, "\"event\":\"started\"");
            Process generator = start(here, generator());
            LastLine last = new LastLine(lines);
            Thread reader = Thread.ofVirtual().start(last);
            String sent = generator.inputReader(StandardCharsets.UTF_8).readLine();
            if (generator.waitFor() != 0 || sent == null) {
                throw new IOException("the generator failed");
            }
            Path process = Path.of("/proc", String.valueOf(watch.pid()));
            String status = Files.readString(process.resolve("status"));
            String[] times = Files.readString(process.resolve("stat")).split(" ", -1);
            watch.toHandle().destroy();
            watch.waitFor();
            reader.join();
            return report(out, way, sent.split(" ", -1), last.line(), status, times);
        } finally {
            watch.destroyForcibly();
        }
    }

    private List<String> generator() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Generator.class.getName(),
                captures.path().toString(),
                NEAR,
                String.valueOf(rate),
                String.valueOf(rate * seconds));
    }

    private static boolean report(
            PrintWriter out, String way, String[] sent, String counts, String status, String[] times) {
        long count = Long.parseLong(sent[0]);
        double took = Double.parseDouble(sent[1]);
        long seen = number("\"packets\":(\\d+)", counts);
        out.println(String.format(
                Locale.ROOT,
                "%-13s  %,d packets sent in %.1f s (%,.0f a second), %,d counted,"
                        + " %d dropped by the kernel, %d by the device; %,d flows, %,d findings; %.1f CPU s, %d MB at most (buffer included)",
                way,
                count,
                took,
                count / took,
                seen,
                number("\"dropped\":(\\d+)", counts),
                number("\"dropped_by_device\":(\\d+)", counts),
                number("\"flows\":(\\d+)", counts),
                number("\"findings\":(\\d+)", counts),
                (Double.parseDouble(times[13]) + Double.parseDouble(times[14])) / CLOCK_TICKS,
                number("VmHWM:\\s+(\\d+)", status) * 1024 / 1_000_000));
        out.flush();
        return seen == count;
    }

    private static long number(String pattern, String text) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        if (!found.find()) {
            throw new IllegalStateException("no " + pattern + " in " + text);
        }
        return Long.parseLong(found.group(1));
    }

    private static void read(BufferedReader lines, String part) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.contains(part)) {
                return;
            }
        }
        throw new IOException("the watch did not start; does this user have the rights of root?");
    }

    private static Process start(String where, List<String> command) throws IOException {
        List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", where));
        all.addAll(command);
        return new ProcessBuilder(all)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " failed");
        }
    }

    /// Reads lines as fast as they come, and keeps the last one.
    private static final class LastLine implements Runnable {

        private final BufferedReader lines;
        private volatile String line = "";

        LastLine(BufferedReader lines) {
            this.lines = lines;
        }

        @Override
        public void run() {
            try {
                for (String next = lines.readLine(); next != null; next = lines.readLine()) {
                    line = next;
                }
            } catch (IOException e) {
                line = "not readable: " + e.getMessage();
            }
        }

        String line() {
            return line;
        }
    }
}
