// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.command;

import im.wardroom.watch.Knowledge;
import im.wardroom.watch.Lookout;
import im.wardroom.watch.capture.CaptureFormatException;
import im.wardroom.watch.dissect.FindingListener;
import im.wardroom.watch.flow.Limits;
import im.wardroom.watch.live.LiveWatch;
import im.wardroom.watch.live.Screen;
import im.wardroom.watch.live.TapSettings;
import im.wardroom.watch.suspicion.SuspicionListener;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `wardroom watch FILE…`: names the messengers in captures.
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        version = "Wardroom 0.1.0",
        description = {
            "Find public messengers in captures or on an interface, on whatever port they are.",
            "Reads pcap and pcapng, packed with gzip or not; - is the standard input."
        },
        footer = {
            "",
            "Examples:",
            "  ./wardroom watch monday.pcap",
            "  ./wardroom watch --json monday.pcap tuesday.pcapng.gz",
            "  tcpdump -i eth0 -w - | ./wardroom watch -",
            "  ./wardroom watch --live eth0",
            "",
            "Exit codes: 0 all was read, 1 a file or an interface could not be read, 2 not understood."
        })
public final class WatchCommand implements Callable<Integer> {

    /// What is below it, and what lists that.
    private static final Set<String> BELOW = Set.of("host", "report", "block", "resolve", "-h", "--help");

    private static final int FAILED = 1;
    private static final int PATIENCE_SECONDS = 5;

    private final Terminal terminal;
    private final PrintStream out;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..*",
            description = "The captures, in the order in which they were made.")
    private List<String> files = new ArrayList<>();

    @Option(names = "--json", description = "A line of JSON for each flow of a messenger, for machines.")
    private boolean json;

    @Option(names = "--flows", description = "Each flow in a line of its own, not each client and service.")
    private boolean flows;

    @Option(
            names = "--directory",
            paramLabel = "FILE",
            description = "More names and addresses of services, in the form of the directory that is built in;"
                    + " can be given several times.")
    private List<Path> directories = new ArrayList<>();

    @ArgGroup(exclusive = false, heading = "%nOn an interface:%n")
    private @Nullable LiveOptions live;

    private WatchCommand(Terminal terminal) {
        this.terminal = terminal;
        // Lines by the hundred thousand are not written one by one.
        this.out = new PrintStream(
                new BufferedOutputStream(terminal.out(), 1 << 16),
                false,
                terminal.out().charset());
    }

    /// The command with all that is below it.
    public static CommandLine line(Terminal terminal) {
        CommandLine all = new CommandLine(new WatchCommand(terminal))
                .addSubcommand(new HostCommand(terminal))
                .addSubcommand(new ReportCommand(terminal))
                .addSubcommand(new BlockCommand(terminal, InstantSource.system()))
                .addSubcommand(new ResolveCommand(terminal, InstantSource.system()));
        return at(terminal, all);
    }

    /// Does what the arguments say, with no more of it than they need: the parser takes longer to start than a hundred
    /// thousand packets to read, and files without an option need none.
    ///
    /// @return the exit code
    static int run(Terminal terminal, List<String> arguments) {
        WatchCommand own = new WatchCommand(terminal);
        if (!arguments.isEmpty() && arguments.stream().allMatch(WatchCommand::isFile)) {
            own.files = arguments;
            return own.call();
        }
        boolean alone = !arguments.isEmpty() && arguments.stream().noneMatch(BELOW::contains);
        CommandLine line = alone ? at(terminal, new CommandLine(own)) : line(terminal);
        return line.setCommandName("wardroom watch").execute(arguments.toArray(String[]::new));
    }

    /// Whether the parser would take it for a file, wherever it stands.
    private static boolean isFile(String argument) {
        return argument.equals(CaptureReader.STANDARD_INPUT)
                || !argument.startsWith("-") && !argument.startsWith("@") && !BELOW.contains(argument);
    }

    /// It and what is below it by then speak at this terminal.
    private static CommandLine at(Terminal terminal, CommandLine line) {
        return line.setOut(new PrintWriter(terminal.out(), true, terminal.out().charset()))
                .setErr(new PrintWriter(terminal.err(), true, terminal.err().charset()));
    }

    @Override
    public Integer call() {
        if (live != null) {
            return watch(live);
        }
        if (files.isEmpty()) {
            throw misunderstood("a capture to read is missing: wardroom watch FILE");
        }
        // Ctrl-C ends what writes to the standard input as well: what was seen until then is still told.
        CountDownLatch told = new CountDownLatch(1);
        if (files.contains(CaptureReader.STANDARD_INPUT)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> await(told), "telling what was seen"));
        }
        try {
            return look();
        } finally {
            told.countDown();
        }
    }

    private ParameterException misunderstood(String why) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), why);
    }

    private int watch(LiveOptions options) {
        if (!files.isEmpty()) {
            throw misunderstood("either captures or --live, not both");
        }
        TapSettings settings;
        LiveWatch.Bounds bounds;
        try {
            settings = options.settings();
            bounds = options.bounds();
        } catch (IllegalArgumentException e) {
            throw misunderstood(String.valueOf(e.getMessage()));
        }
        boolean isDrawn = terminal.interactive() && !json && !flows;
        LiveOutput output = json ? new LiveJson(out) : isDrawn ? new LiveTable(out, Screen::now) : new LiveLines(out);
        return lookout(output, output)
                .map(lookout -> new LiveRun(terminal, out, output, lookout, InstantSource.system(), isDrawn)
                        .run(settings, bounds, options.user()))
                .orElse(FAILED);
    }

    private static void await(CountDownLatch told) {
        try {
            boolean _ = told.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int look() {
        Output output = json ? new JsonOutput(out) : flows ? new FlowOutput(out) : new TableOutput(out);
        return lookout(output, output).map(lookout -> look(lookout, output)).orElse(FAILED);
    }

    private int look(Lookout lookout, Output output) {
        CaptureReader reader = new CaptureReader(terminal, lookout);
        boolean allRead = true;
        for (String file : files) {
            allRead &= read(file, reader);
        }
        lookout.end();
        if (allRead || lookout.packets() > 0) {
            output.end(new Output.Totals(lookout.packets(), lookout.evicted()));
        }
        out.flush();
        terminal.complain(lookout.failures());
        return allRead ? 0 : FAILED;
    }

    /// Empty if a directory cannot be read; that was said then.
    private Optional<Lookout> lookout(FindingListener listener, SuspicionListener suspicious) {
        try {
            Knowledge knowledge = new Knowledge(Extended.directory(directories));
            return Optional.of(
                    new Lookout(knowledge, Limits.DEFAULT, new SecureRandom().nextLong(), listener, suspicious));
        } catch (IOException | IllegalArgumentException e) {
            terminal.complain(Extended.reason(e));
            return Optional.empty();
        }
    }

    private boolean read(String file, CaptureReader reader) {
        try {
            boolean _ = reader.read(file, reader.open(file), out::flush);
            return true;
        } catch (IOException e) {
            terminal.complain(Extended.reason(e) + (e instanceof CaptureFormatException ? ": " + file : ""));
            return false;
        }
    }
}
