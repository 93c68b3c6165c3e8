// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit;

import im.wardroom.guard.Policy;
import im.wardroom.server.Server;
import im.wardroom.server.ServerOptions;
import im.wardroom.server.account.AccountLimits;
import im.wardroom.server.authentication.AuthenticationOptions;
import im.wardroom.server.credential.AccountAdministration;
import im.wardroom.server.credential.AccountRules;
import im.wardroom.server.credential.KeyDerivation;
import im.wardroom.server.credential.Lockout;
import im.wardroom.server.credential.LockoutRules;
import im.wardroom.server.credential.PasswordRules;
import im.wardroom.server.credential.Safeguards;
import im.wardroom.server.credential.Secret;
import im.wardroom.server.extension.Extensions;
import im.wardroom.server.extension.Feature;
import im.wardroom.server.guarding.GuardAssembly;
import im.wardroom.server.guarding.Guarding;
import im.wardroom.server.session.SessionOptions;
import im.wardroom.server.stream.StreamOptions;
import im.wardroom.store.Change;
import im.wardroom.store.Role;
import im.wardroom.store.Store;
import im.wardroom.store.sql.Options;
import im.wardroom.store.sql.SqlStore;
import im.wardroom.wire.Wire;
import im.wardroom.wire.WireOptions;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.sasl.ScramHash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The whole server, in this process, on loopback and free ports, over a store in a temporary folder. The
/// password of every user is the user's name with `-secret` after it, and so is the secret of every component that may
/// connect.
public final class TestServer implements AutoCloseable {

    public static final String DOMAIN = "capulet.example";
    private static final int ITERATIONS = 100;
    private static final int EVICTION_SECONDS = 10;

    /// Components that may connect, each on its domain below [#DOMAIN].
    private static final List<String> COMPONENTS = List.of("echo", "gateway", "push");

    private final Path folder;
    private final Supplier<TestServer> successor;
    private final Store store;
    private final Server server;
    private final Wire wire;
    private final Extensions extensions;
    private final @Nullable GuardAssembly guard;
    private final InetSocketAddress forComponents;

    private TestServer(
            Path folder,
            Store store,
            Server server,
            Wire wire,
            Extensions extensions,
            @Nullable GuardAssembly guard,
            InetSocketAddress forComponents,
            Supplier<TestServer> successor) {
        this.forComponents = forComponents;
        this.successor = successor;
        this.extensions = extensions;
        this.guard = guard;
        this.folder = folder;
        this.store = store;
        this.server = server;
        this.wire = wire;
    }

    /// What a test may choose.
    ///
    /// @param maxConnectionsPerAddress of the wire
    /// @param policy of the guard; without one, everything passes
    public record Settings(
            StreamOptions streams,
            SessionOptions sessions,
            AccountLimits accounts,
            LockoutRules lockout,
            int maxConnectionsPerAddress,
            @Nullable Supplier<Policy> policy,
            Clock clock) {

        public static final Settings DEFAULT = new Settings(
                StreamOptions.DEFAULT,
                SessionOptions.DEFAULT,
                AccountLimits.DEFAULT,
                LockoutRules.DEFAULT,
                10_000,
                null,
                Clock.systemUTC());

        /// Wrong passwords cost next to nothing.
        public Settings withoutLockout() {
            return with(new LockoutRules(
                    1_000,
                    Duration.ofMillis(1),
                    10_000,
                    10_000,
                    Duration.ofMillis(1),
                    Duration.ofMillis(1),
                    Duration.ofHours(1)));
        }

        public Settings with(StreamOptions changed) {
            return new Settings(changed, sessions, accounts, lockout, maxConnectionsPerAddress, policy, clock);
        }

        public Settings with(SessionOptions changed) {
            return new Settings(streams, changed, accounts, lockout, maxConnectionsPerAddress, policy, clock);
        }

        public Settings with(AccountLimits changed) {
            return new Settings(streams, sessions, changed, lockout, maxConnectionsPerAddress, policy, clock);
        }

        public Settings with(Clock changed) {
            return new Settings(streams, sessions, accounts, lockout, maxConnectionsPerAddress, policy, changed);
        }

        /// There is a guard, and this is the policy in force; without, there is none.
        public Settings guardedBy(Supplier<Policy> changed) {
            return new Settings(streams, sessions, accounts, lockout, maxConnectionsPerAddress, changed, clock);
        }

        public Settings with(LockoutRules changed) {
            return new Settings(streams, sessions, accounts, changed, maxConnectionsPerAddress, policy, clock);
        }
    }

    public static TestServer start(List<Feature> features) {
        return start(features, settings -> settings);
    }

    public static TestServer start(List<Feature> features, UnaryOperator<Settings> change) {
        return start(parts -> features, change);
    }

    /// What features may need that change accounts.
    public record Parts(AccountAdministration administration, Store store, Clock clock) {}

    /// @param features made of the server's parts
    public static TestServer start(Function<Parts, List<Feature>> features, UnaryOperator<Settings> change) {
        try {
            return start(features, change.apply(Settings.DEFAULT), FreshStore.folder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TestServer start(Function<Parts, List<Feature>> features, Settings settings, Path folder) {
        try {
            Store store = SqlStore.open(folder, Options.DEFAULT);
            var domains = new LinkedHashSet<>(List.of(new Domain(DOMAIN), new Domain("montague.example")));
            InetSocketAddress anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            Wire wire = new Wire(
                    new WireOptions(
                            anywhere,
                            anywhere,
                            TestCertificate.of(domains),
                            settings.streams().strangerLimits(),
                            20_000,
                            settings.maxConnectionsPerAddress()),
                    2);
            ServerOptions options = new ServerOptions(
                    domains,
                    settings.streams(),
                    settings.sessions(),
                    settings.accounts(),
                    new AuthenticationOptions(
                            List.of(ScramHash.SHA_512, ScramHash.SHA_256, ScramHash.SHA_1),
                            ITERATIONS,
                            Duration.ofDays(14),
                            null,
                            false),
                    settings.lockout(),
                    COMPONENTS.stream()
                            .collect(Collectors.toMap(TestServer::component, name -> new Secret(name + "-secret"))));
            Safeguards safeguards = Safeguards.unseen(new Lockout(settings.lockout(), settings.clock()));
            AtomicReference<@Nullable Server> started = new AtomicReference<>();
            AccountAdministration administration = new AccountAdministration(
                    store,
                    new AccountRules(List.copyOf(domains), PasswordRules.DEFAULT),
                    new KeyDerivation(ITERATIONS, new SecureRandom()),
                    (account, reason) -> Objects.requireNonNull(started.get())
                            .evict(account, reason, null)
                            .orTimeout(EVICTION_SECONDS, TimeUnit.SECONDS)
                            .join(),
                    safeguards,
                    settings.clock());
            List<Feature> all = new ArrayList<>(features.apply(new Parts(administration, store, settings.clock())));
            GuardAssembly guard =
                    settings.policy() == null ? null : guard(settings.policy(), store, domains, folder, settings);
            if (guard != null) {
                all.add(guard.desk());
            }
            Extensions extensions = new Extensions(all);
            Server server = new Server(
                    options,
                    store,
                    extensions,
                    guard == null ? Guarding.none(settings.clock()) : guard.guarding(),
                    wire.loops(),
                    safeguards,
                    new byte[32],
                    settings.clock());
            started.set(server);
            if (guard != null) {
                guard.measure(wire.loops(), settings.clock());
                guard.begin();
            }
            wire.listen(server::connect);
            InetSocketAddress forComponents =
                    Objects.requireNonNull(wire.listenInClear(anywhere, server::connectComponent));
            return new TestServer(
                    folder,
                    store,
                    server,
                    wire,
                    extensions,
                    guard,
                    forComponents,
                    () -> start(features, settings, folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GuardAssembly guard(
            Supplier<Policy> policy, Store store, Set<Domain> domains, Path folder, Settings settings) {
        return GuardAssembly.open(new GuardAssembly.Parts(
                store,
                policy,
                "security",
                domains,
                Set.of("security", "rooms", "upload", "pubsub", "directory"),
                "rooms",
                Set.of(DOMAIN),
                folder.resolve("inspected"),
                recorded -> {},
                settings.clock(),
                new SecureRandom()));
    }

    /// The guard of a server that has a policy.
    public GuardAssembly guard() {
        return Objects.requireNonNull(guard, "this server has no policy");
    }

    /// Makes accounts on the main domain.
    public TestServer withUsers(String... names) {
        for (String name : names) {
            createUser(name, name + "-secret");
        }
        return this;
    }

    public void createUser(String name, String password) {
        create(name, password, Role.USER);
    }

    public void createAdministrator(String name, String password) {
        create(name, password, Role.ADMINISTRATOR);
    }

    private void create(String name, String password, Role role) {
        SecureRandom random = new SecureRandom();
        var keys = Stream.of(ScramHash.values())
                .map(hash -> hash.derive(password, ITERATIONS, random))
                .toList();
        store.commit(List.of(new Change.CreateAccount(
                        jid(name), role, Clock.systemUTC().instant(), keys)))
                .join();
    }

    public static BareJid jid(String name) {
        return BareJid.parse(name + '@' + DOMAIN);
    }

    /// The domain of a component.
    public static Domain component(String name) {
        return new Domain(name + '.' + DOMAIN);
    }

    /// Connects one of `echo`, `gateway` and `push`.
    public TestComponent connect(String component) {
        return TestComponent.connect(forComponents, component(component), component + "-secret");
    }

    /// Where components connect.
    public InetSocketAddress forComponents() {
        return forComponents;
    }

    public TestDevice signIn(String user, String resource) {
        return TestDevice.signIn(startTls(), DOMAIN, user, user + "-secret", resource);
    }

    public InetSocketAddress startTls() {
        return Objects.requireNonNull(wire.startTlsAddress());
    }

    public InetSocketAddress directTls() {
        return Objects.requireNonNull(wire.directTlsAddress());
    }

    public Server server() {
        return server;
    }

    /// The features, assembled.
    public Extensions extensions() {
        return extensions;
    }

    public Store store() {
        return store;
    }

    public Wire wire() {
        return wire;
    }

    /// Ends without a goodbye to anybody, and starts again over the same store. This one must not be used any
    /// more.
    public TestServer crashAndRestart() {
        wire.stopListening();
        wire.close();
        closeGuard();
        store.close();
        return successor.get();
    }

    /// Stops as an administrator would, and starts again over the same store. This one must not be used any more.
    public TestServer restart() {
        stop();
        return successor.get();
    }

    private void stop() {
        wire.stopListening();
        server.close();
        wire.close();
        closeGuard();
        store.close();
    }

    private void closeGuard() {
        if (guard != null) {
            guard.close();
        }
    }

    @Override
    public void close() {
        stop();
        try {
            FreshStore.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
