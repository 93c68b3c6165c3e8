// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.command;

import im.wardroom.watch.host.Judgement;
import im.wardroom.watch.host.Machine;
import im.wardroom.watch.host.PeerNames;
import im.wardroom.watch.host.Sighting;
import im.wardroom.watch.service.Directory;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `wardroom watch host`: the programs of this machine that talk to messengers.
@Command(
        name = "host",
        mixinStandardHelpOptions = true,
        description = {
            "List the programs of this machine that talk to messengers: known by the name of their executable,",
            "by the address of their peer, or both. Without root, only your own processes can be seen whole."
        },
        footer = {
            "",
            "Examples:",
            "  ./wardroom watch host",
            "  ./wardroom watch host --all --listening",
            "  ./wardroom watch host --watch 5 --json",
            "  ./wardroom watch host --ioc more.tsv --under /srv/share --registry pc17.reg",
            "",
            "Exit codes: 0 looked, 1 could not look, 2 not understood, 3 with --ioc: marks were found."
        })
final class HostCommand implements Callable<Integer> {

    private static final int FAILED = 1;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LONGEST_PAUSE = 86_400;

    private final Terminal terminal;
    private final Machine machine;
    private final PeerNames.Resolver resolver;
    private final InstantSource clock;
    private final Rounds rounds;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private IndicatorOptions indicators = new IndicatorOptions();

    @Option(names = "--all", description = "Every program with peers, messenger or not.")
    private boolean all;

    @Option(names = "--listening", description = "Sockets that wait for others as well, such as those of servers.")
    private boolean listening;

    @Option(names = "--json", description = "A line of JSON for each program and socket, for machines.")
    private boolean json;

    @Option(
            names = "--watch",
            paramLabel = "SECONDS",
            description = "Look again every so many seconds, and show what has come and gone.")
    private int pause;

    @Option(
            names = "--names",
            description = "Look up the names of the directory, and compare with peers. Sends questions to DNS.")
    private boolean names;

    @Option(
            names = "--directory",
            paramLabel = "FILE",
            description = "More names and addresses of services; can be given several times.")
    private List<Path> directories = new ArrayList<>();

    @Option(
            names = "--programs",
            paramLabel = "FILE",
            description =
                    "More names of programs, in the form of the list that is built in; can be given several times.")
    private List<Path> programs = new ArrayList<>();

    HostCommand(Terminal terminal) {
        this(
                terminal,
                new Machine(Path.of("/proc")),
                PeerNames.Resolver.SYSTEM,
                InstantSource.system(),
                Rounds.ENDLESS);
    }

    HostCommand(Terminal terminal, Machine machine, PeerNames.Resolver resolver, InstantSource clock, Rounds rounds) {
        this.terminal = terminal;
        this.machine = machine;
        this.resolver = resolver;
        this.clock = clock;
        this.rounds = rounds;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (pause < 0 || pause > LONGEST_PAUSE) {
            throw wrong("--watch takes seconds, from 1 to " + LONGEST_PAUSE + " (a day)");
        }
        if (!indicators.areGiven() && indicators.isAnythingElseGiven()) {
            throw wrong("--under and --registry are for --ioc");
        }
        if (indicators.areGiven()) {
            return indicators.search(terminal, json);
        }
        try {
            look(judgement());
            return 0;
        } catch (NoSuchFileException missing) {
            terminal.complain(
                    missing.getFile().endsWith("/stat")
                            ? "this needs Linux and its /proc, which is not there"
                            : Extended.reason(missing));
        } catch (IOException | IllegalArgumentException e) {
            terminal.complain(Extended.reason(e));
        }
        return FAILED;
    }

    private ParameterException wrong(String what) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), what);
    }

    private Judgement judgement() throws IOException, InterruptedException {
        Directory directory = Extended.directory(directories);
        PeerNames peers = names ? PeerNames.lookUp(directory, resolver, PATIENCE) : PeerNames.NONE;
        if (peers.unanswered() > 0) {
            terminal.complain(
                    peers.unanswered() + " names got no answer within " + PATIENCE.toSeconds() + " s and are left out");
        }
        return new Judgement(directory, Extended.programs(programs), peers);
    }

    private void look(Judgement judgement) throws IOException, InterruptedException {
        HostOutput output = new HostOutput(terminal.out(), json, pause > 0);
        Machine.Snapshot snapshot = machine.look();
        output.show(selected(judgement.of(snapshot)), clock.instant());
        limits(snapshot);
        while (pause > 0 && rounds.another(Duration.ofSeconds(pause))) {
            output.show(selected(judgement.of(machine.look())), clock.instant());
        }
    }

    private List<Sighting> selected(List<Sighting> sightings) {
        List<Sighting> wanted = sightings.stream().filter(this::isWanted).toList();
        Set<Integer> withSockets = wanted.stream()
                .filter(sighting -> sighting.socket().isPresent())
                .flatMap(sighting -> sighting.program().stream())
                .map(program -> program.pid())
                .collect(Collectors.toSet());
        return wanted.stream()
                .filter(sighting -> sighting.socket().isPresent()
                        || sighting.program()
                                .filter(program -> !withSockets.contains(program.pid()))
                                .isPresent())
                .sorted(Comparator.comparing((Sighting sighting) -> !sighting.isMessenger())
                        .thenComparing(sighting -> SightingText.cells(sighting).get(0))
                        .thenComparing(sighting ->
                                sighting.program().map(program -> program.pid()).orElse(Integer.MAX_VALUE)))
                .toList();
    }

    private boolean isWanted(Sighting sighting) {
        if (!all && !sighting.isMessenger()) {
            return false;
        }
        return sighting.socket()
                .map(socket -> socket.hasPeer() || listening && socket.isListening())
                .orElse(sighting.isMessenger());
    }

    /// What cannot be seen is said, so that nobody takes it for nothing.
    private void limits(Machine.Snapshot snapshot) {
        if (snapshot.isVeiled()) {
            terminal.complain("this system hides the processes of other users (hidepid); run this as root");
        }
        if (snapshot.hidden() > 0) {
            terminal.complain("the sockets of " + snapshot.hidden()
                    + (snapshot.hidden() == 1 ? " process" : " processes")
                    + " may not be seen by this user; run this as root to see them");
        }
        if (snapshot.unread() > 0) {
            terminal.complain(snapshot.unread() + " sockets were not looked at: there are too many");
        }
    }
}
