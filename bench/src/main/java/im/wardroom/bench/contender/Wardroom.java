// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.contender;

import im.wardroom.bench.load.Credentials;
import im.wardroom.store.Change;
import im.wardroom.store.Role;
import im.wardroom.store.RosterItem;
import im.wardroom.store.Store;
import im.wardroom.store.sql.Options;
import im.wardroom.store.sql.SqlStore;
import im.wardroom.xmpp.sasl.ScramHash;
import im.wardroom.xmpp.sasl.ScramKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The program of this repository, started as an administrator starts it.
///
/// @param home where the script `wardroom` is
/// @param options of the JVM, added to those of the script; for profilers
/// @param name among the contenders
/// @param policy of its guard
public record Wardroom(Path home, String options, String name, String policy) implements Product {

    /// Every detector looks at everything, and nobody sends more than is allowed.
    static final String WITHOUT_LIMITS = """
            [floods]
            messages = "9999999 at once, 9999999 per second"
            presence = "9999999 at once, 9999999 per second"
            subscriptions = "9999999 at once, 9999999 per second"
            requests = "9999999 at once, 9999999 per second"
            answers = "9999999 at once, 9999999 per second"
            joins = "9999999 at once, 9999999 per second"
            uploads = "9999999 at once, 9999999 per second"
            per-recipient = "9999999 at once, 9999999 per second"
            strangers = "9999999 at once, 9999999 per second"
            unsolicited = "9999999 at once, 9999999 per second"
            connections = "9999999 at once, 9999999 per second"
            sign-ins = "9999999 at once, 9999999 per second"
            """;

    /// The guard looks at nothing.
    static final String OFF = """
            keep-traffic = "0s"
            [worms]
            mode = "off"
            [addresses]
            mode = "off"
            [floods]
            mode = "off"
            [impostors]
            mode = "off"
            [sign-ins]
            mode = "off"
            [files]
            mode = "off"
            within-stanzas = "off"
            [indicators]
            mode = "off"
            [ways]
            mode = "off"
            [trojan]
            mode = "off"
            [labels]
            mode = "off"
            [[leak.rule]]
            name = "cards"
            what = "cards"
            mode = "off"
            """;

    private static final int ACCOUNTS_PER_CHANGE = 1_000;
    private static final int MOST_FRIENDS = 1_000;

    /// The one that this program belongs to.
    public static Wardroom here(String options) {
        return new Wardroom(installation(), options, "wardroom", WITHOUT_LIMITS);
    }

    /// The same without a guard: what is the difference is what the guard costs.
    public static Wardroom unguarded(String options) {
        return new Wardroom(installation(), options, "unguarded", OFF);
    }

    private static Path installation() {
        return Path.of(System.getProperty("wardroom.home", "")).toAbsolutePath();
    }

    /// As it is unless it is told otherwise: with limits for what people send, which other servers do not have.
    public Wardroom withDefaultPolicy() {
        return new Wardroom(home, options, name, "");
    }

    @Override
    public String version() throws IOException {
        return "Wardroom "
                + Processes.firstLine(List.of("git", "-C", home.toString(), "describe", "--always", "--dirty"));
    }

    @Override
    public List<Archive> archives() {
        return List.of(Archive.OWN);
    }

    @Override
    public Launch prepare(Setup setup) throws IOException {
        Path data = Files.createDirectories(setup.folder().resolve("data"));
        createAccounts(data, setup.credentials(), setup.accounts());
        Path configuration = setup.folder().resolve("wardroom.toml");
        Files.writeString(configuration, configuration(setup));
        Files.writeString(setup.folder().resolve("policy.toml"), policy);
        return new Launch(
                List.of(
                        home.resolve("wardroom").toString(),
                        "up",
                        "--config",
                        configuration.toString(),
                        "--data",
                        data.toString()),
                options.isEmpty() ? Map.of() : Map.of("JDK_JAVA_OPTIONS", options),
                "is ready");
    }

    private static String configuration(Setup setup) {
        return """
                domains = ["%s"]
                [listen]
                starttls = "off"
                direct-tls = "127.0.0.1:%d"
                https = "off"
                [[tls.certificate]]
                chain = "%s"
                key = "%s"
                [stream]
                connections = 100000
                connections-per-address = 100000
                connections-before-sign-in = 10000
                [archive]
                enabled = %b
                [log]
                level = "error"
                """.formatted(
                setup.credentials().domain(), setup.port(), setup.chain(), setup.key(), setup.archive() != Archive.OFF);
    }

    /// Neighbours know each other: people who talk are no strangers.
    private static Change friendship(Credentials credentials, int account) {
        RosterItem friend = RosterItem.none(credentials.jid(account ^ 1));
        return new Change.PutRosterItem(credentials.jid(account), friend, 1);
    }

    static void createAccounts(Path data, Credentials credentials, int count) {
        List<ScramKeys> keys =
                Stream.of(ScramHash.values()).map(credentials::keys).toList();
        try (Store store = SqlStore.open(data, Options.DEFAULT)) {
            for (int from = 0; from < count; from += ACCOUNTS_PER_CHANGE) {
                List<Change> changes = new ArrayList<>();
                for (int i = from; i < Math.min(count, from + ACCOUNTS_PER_CHANGE); i++) {
                    changes.add(new Change.CreateAccount(credentials.jid(i), Role.USER, Instant.now(), keys));
                }
                store.commit(changes).join();
            }
            store.commit(IntStream.range(0, Math.min(count, MOST_FRIENDS))
                            .mapToObj(i -> friendship(credentials, i))
                            .toList())
                    .join();
        }
    }
}
