// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.cli;

import im.wardroom.app.FirstStart;
import im.wardroom.app.Logs;
import im.wardroom.app.Network;
import im.wardroom.app.StartFailure;
import im.wardroom.app.Wardroom;
import im.wardroom.app.config.Configuration;
import im.wardroom.app.training.Training;
import im.wardroom.server.credential.NewAccount;
import im.wardroom.server.credential.PasswordGenerator;
import im.wardroom.xmpp.address.Domain;
import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Runs the server until it is told to stop.
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = "Start the server; Ctrl-C stops it.",
        footer = {
            "",
            "Examples:",
            "  ./wardroom up",
            "  ./wardroom up --domain example.org",
            "  ./wardroom up --demo",
            "  ./wardroom up --config /etc/wardroom.toml --data /srv/wardroom"
        })
final class UpCommand implements Callable<Integer> {

    /// After a start at full load, what everybody does is compiled by then.
    private static final Duration ALL_COMPILED = Duration.ofMinutes(1);

    private static final Duration CHECKED_EVERY = Duration.ofSeconds(2);

    private final Terminal terminal;
    private final Network.Starter network;

    @Mixin
    private final Installation installation = new Installation();

    @Option(names = "--domain", paramLabel = "NAME", description = "The main domain, instead of the configured ones.")
    @Nullable
    String domain;

    @Option(names = "--demo", description = "Make alice and bob, too; in a temporary folder, unless --data is given.")
    boolean demo;

    @Option(
            names = "--train",
            hidden = true,
            paramLabel = "SECONDS",
            description = "Serve visitors of its own for so long and stop, as the build does to train the JVM.")
    @Nullable
    Integer training;

    UpCommand(Terminal terminal, Network.Starter network) {
        this.terminal = terminal;
        this.network = network;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (demo && installation.data == null) {
            installation.data = Files.createTempDirectory("wardroom-demo-");
        }
        Configuration configuration = configuration();
        CountDownLatch stopped = new CountDownLatch(1);
        try (Logs _ = Logs.open(configuration)) {
            Wardroom wardroom = Wardroom.start(configuration, network, Clock.systemUTC());
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
                wardroom.close();
                stopped.countDown();
            }));
            ready(wardroom);
            if (training == null) {
                serve(stopped);
            } else if (training > 0) {
                new Training(wardroom).run(Duration.ofSeconds(training));
            }
            return 0;
        } catch (StartFailure e) {
            throw new CommandFailure(installation.placed(e.key(), String.valueOf(e.getMessage())), e);
        }
    }

    private static void serve(CountDownLatch stopped) throws InterruptedException {
        FreeMemory free = new FreeMemory(CompilerThreads::millis);
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < ALL_COMPILED.toNanos()) {
            if (stopped.await(CHECKED_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            free.giveBack();
        }
        CompilerThreads.giveWay();
        while (!stopped.await(CHECKED_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
            free.giveBackWhenQuiet();
        }
    }

    private Configuration configuration() {
        Configuration configuration = installation.configuration();
        if (domain == null) {
            return configuration;
        }
        try {
            return configuration.withDomains(List.of(new Domain(domain)));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure("--domain " + domain + " is not a domain name: " + e.getMessage(), e);
        }
    }

    private void ready(Wardroom wardroom) throws StartFailure {
        FirstStart first = new FirstStart(wardroom, new PasswordGenerator(new SecureRandom()));
        List<NewAccount> made = new ArrayList<>();
        first.administrator().ifPresent(made::add);
        if (demo) {
            made.addAll(first.demonstration());
        }
        new ReadyBlock(wardroom).lines(made).forEach(terminal::say);
    }
}
