// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.growth;

import im.wardroom.bench.contender.Archive;
import im.wardroom.bench.contender.Cores;
import im.wardroom.bench.contender.Folders;
import im.wardroom.bench.contender.FreePort;
import im.wardroom.bench.contender.Identity;
import im.wardroom.bench.contender.Launch;
import im.wardroom.bench.contender.RunningServer;
import im.wardroom.bench.contender.Setup;
import im.wardroom.bench.contender.Wardroom;
import im.wardroom.bench.load.Client;
import im.wardroom.bench.load.Credentials;
import im.wardroom.bench.load.Crowd;
import im.wardroom.bench.load.Reactor;
import im.wardroom.bench.load.XmppClient;
import im.wardroom.bench.report.Results;
import im.wardroom.bench.scenario.Chat;
import im.wardroom.bench.scenario.Plan;
import im.wardroom.bench.scenario.Reading;
import im.wardroom.bench.scenario.Subject;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Measures what one message costs our server, with more and more around it. Each size has a server of its own.
final class Growth {

    static final String COST = "processor time for one message";
    private static final Duration SIGN_IN = Duration.ofMinutes(10);

    private final Wardroom wardroom;
    private final Plan plan;
    private final Path folder;
    private final Identity identity;
    private final PrintStream progress;
    private final Results results = new Results();

    Growth(Wardroom wardroom, Plan plan, Path folder, PrintStream progress) throws IOException {
        this.wardroom = wardroom;
        this.plan = plan;
        this.folder = folder;
        this.progress = progress;
        this.identity =
                Identity.create(Files.createDirectories(folder.resolve("identity")), Credentials.DEFAULT.domain());
    }

    Results run(List<Series> all) throws IOException {
        for (Series series : all) {
            for (int round = 1; round <= plan.rounds(); round++) {
                for (long size : series.sizes()) {
                    progress.printf("%s, round %d of %d: %,d%n", series.name(), round, plan.rounds(), size);
                    Reading cost = measure(series, size);
                    results.add(series.name(), Long.toString(size), List.of(cost));
                    progress.printf("    %.1f µs a message%n", cost.value());
                }
            }
        }
        return results;
    }

    private Reading measure(Series series, long size) throws IOException {
        Path own = Files.createTempDirectory(folder, "growth");
        try {
            int talking = 2 * plan.pairs();
            int others = series.kind() == Series.Kind.MESSAGES ? 0 : (int) size;
            Setup setup = new Setup(
                    own,
                    FreePort.next(),
                    talking + others,
                    series.isArchived() ? Archive.OWN : Archive.OFF,
                    Credentials.DEFAULT,
                    identity.chain(),
                    identity.key());
            Launch launch = wardroom.prepare(setup);
            furnish(series, size, new Stock(own.resolve("data"), Credentials.DEFAULT, talking));
            int idle = series.kind() == Series.Kind.SESSIONS ? others : 0;
            try (RunningServer server = RunningServer.start(Cores.pinned(), launch, setup)) {
                return measure(server, series, idle);
            }
        } finally {
            Folders.delete(own);
        }
    }

    private static void furnish(Series series, long size, Stock stock) {
        switch (series.kind()) {
            case SESSIONS -> {}
            case CONTACTS -> stock.addContacts((int) size, stock.people());
            case MESSAGES -> stock.addMessages(size);
        }
    }

    private Reading measure(RunningServer server, Series series, int idle) throws IOException {
        try (Reactor reactor = new Reactor()) {
            XmppClient.Shared shared = new XmppClient.Shared(reactor, Credentials.DEFAULT);
            Crowd crowd = new Crowd(reactor, wardroom.connector(shared, server.address(), XmppClient.Manner.PLAIN));
            crowd.gather(2 * plan.pairs(), idle, account -> new Silent(), SIGN_IN);
            Chat chat = new Chat("growth", series.name(), false, false);
            List<Reading> readings = chat.run(new Subject(wardroom, server, Credentials.DEFAULT, shared), plan);
            crowd.check();
            return readings.stream()
                    .filter(reading -> reading.measure().equals(Chat.THROUGHPUT))
                    .map(reading -> new Reading(COST, "µs", 1e6 / reading.value(), Reading.Better.LESS))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private record Silent() implements Client.Listener {
        @Override
        public void ready(Client client) {
            // It only has to be there.
        }

        @Override
        public void stanza(byte[] bytes, int from, int to) {
            // The server may ask whether it is there; the client has answered.
        }

        @Override
        public void failed(Client client, String why) {
            // The crowd tells.
        }
    }
}
