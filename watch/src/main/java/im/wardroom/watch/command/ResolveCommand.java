// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.command;

import im.wardroom.watch.block.Name;
import im.wardroom.watch.resolve.History;
import im.wardroom.watch.resolve.HistoryFile;
import im.wardroom.watch.resolve.NameServer;
import im.wardroom.watch.resolve.Sighting;
import im.wardroom.watch.resolve.Survey;
import im.wardroom.watch.service.Directory;
import im.wardroom.watch.service.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `wardroom watch resolve`: looks up the addresses of the services' names.
@Command(
        name = "resolve",
        mixinStandardHelpOptions = true,
        description = {
            "Look up which addresses the services' own names have, and whether others are there as well.",
            "With a history, say what is new and what is gone; wardroom watch block --history denies what is own."
        },
        footer = {
            "",
            "Examples:",
            "  ./wardroom watch resolve telegram signal",
            "  ./wardroom watch resolve --all --history addresses.tsv --server 9.9.9.9",
            "",
            "Exit codes: 0 looked up, 1 failed, 2 not understood."
        })
final class ResolveCommand implements Callable<Integer> {

    private static final int FAILED = 1;
    private static final int MOST_FAILURES = 10;

    private final Terminal terminal;
    private final InstantSource clock;

    @Mixin
    private final Choice choice = new Choice();

    @Option(names = "--history", paramLabel = "FILE", description = "Remember what was found, and say what changed.")
    private @Nullable Path history;

    @Option(
            names = "--server",
            paramLabel = "ADDRESS[:PORT]",
            description = "Ask this name server, not those of this machine. Take one that does not deny the names.")
    private @Nullable String server;

    @Option(
            names = "--keep",
            paramLabel = "DAYS",
            defaultValue = "30",
            description = "How many days an address that is gone stays in the history: ${DEFAULT-VALUE}.")
    private int keep;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "3",
            description = "How long to wait for each answer: ${DEFAULT-VALUE}.")
    private int timeout;

    ResolveCommand(Terminal terminal, InstantSource clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        Set<Service> services = choice.services();
        if (keep < 0 || timeout < 1) {
            throw choice.misunderstood("--keep is a number of days, --timeout one of seconds");
        }
        silenceLogs();
        NameServer names = nameServer();
        try {
            Directory directory = choice.directory();
            if (history != null) {
                // What is damaged is said before an hour of the name server's time is taken.
                new HistoryFile(history).readIfThere();
            }
            Survey survey =
                    Survey.of(directory, services, names, clock.instant().truncatedTo(ChronoUnit.SECONDS));
            return tell(survey);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        } catch (IOException | IllegalArgumentException e) {
            terminal.complain(Extended.reason(e));
            return FAILED;
        }
    }

    /// The library that asks has much to say in its log, which nobody here has set up; who reads a table wants none of
    /// it. Where a log is in use already, this changes nothing.
    private static void silenceLogs() {
        System.setProperty("slf4j.provider", "org.slf4j.helpers.NOP_FallbackServiceProvider");
        System.setProperty("slf4j.internal.verbosity", "ERROR");
    }

    private NameServer nameServer() {
        Duration patience = Duration.ofSeconds(timeout);
        if (server == null) {
            return NameServer.ofThisMachine(patience);
        }
        try {
            return NameServer.at(List.of(ServerAddress.parse(server)), patience);
        } catch (IllegalArgumentException e) {
            throw choice.misunderstood(String.valueOf(e.getMessage()));
        }
    }

    private int tell(Survey survey) throws IOException {
        complain(survey.failed());
        if (survey.failed().size() == survey.names()) {
            terminal.complain("no name could be looked up; nothing was changed");
            return FAILED;
        }
        if (history == null) {
            print("", survey.sightings());
            terminal.out().println(summary(survey) + ".");
            return 0;
        }
        History.Changes changes = new HistoryFile(history)
                .update(before ->
                        before.with(survey.sightings(), survey.answered(), now(survey), Duration.ofDays(keep)));
        print("new   ", changes.appeared());
        print("gone  ", changes.gone());
        terminal.out()
                .println(summary(survey) + "; " + changes.appeared().size() + " new, "
                        + changes.gone().size() + " gone, " + changes.dropped().size() + " dropped.");
        return 0;
    }

    private Instant now(Survey survey) {
        return survey.sightings().stream().findFirst().map(Sighting::last).orElseGet(clock::instant);
    }

    private void complain(Map<Name, String> failed) {
        failed.entrySet().stream()
                .limit(MOST_FAILURES)
                .forEach(one -> terminal.complain(one.getKey() + " could not be looked up: " + one.getValue()));
        if (failed.size() > MOST_FAILURES) {
            terminal.complain((failed.size() - MOST_FAILURES) + " more could not be looked up");
        }
    }

    private void print(String mark, List<Sighting> sightings) {
        for (Sighting one : sightings) {
            terminal.out()
                    .println(String.format(
                                    Locale.ROOT,
                                    "%s%-36s  %-39s  %-6s  %s",
                                    mark,
                                    one.name(),
                                    one.address(),
                                    one.isOwn() ? "own" : "shared",
                                    Text.printable(one.why()))
                            .stripTrailing());
        }
    }

    private static String summary(Survey survey) {
        long own = survey.sightings().stream().filter(Sighting::isOwn).count();
        long found = survey.sightings().stream()
                .map(Sighting::name)
                .collect(Collectors.toSet())
                .size();
        return survey.names() + " names: " + found + " with "
                + survey.sightings().size() + " addresses, " + own
                + " of them own; " + survey.missing().size() + " do not exist, "
                + survey.failed().size() + " could not be looked up";
    }
}
