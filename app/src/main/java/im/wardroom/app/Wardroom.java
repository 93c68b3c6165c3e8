// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app;

import im.wardroom.app.audit.AuditedRequests;
import im.wardroom.app.audit.KeyFile;
import im.wardroom.app.audit.VerdictEntries;
import im.wardroom.app.audit.export.Exports;
import im.wardroom.app.certificate.CertificateProblem;
import im.wardroom.app.certificate.Certificates;
import im.wardroom.app.config.Configuration;
import im.wardroom.app.config.StoreSection;
import im.wardroom.app.control.ControlServer;
import im.wardroom.app.metrics.Metrics;
import im.wardroom.guard.audit.Entry;
import im.wardroom.guard.audit.HeadKey;
import im.wardroom.server.audit.KeptTrail;
import im.wardroom.server.credential.AccountAdministration;
import im.wardroom.server.credential.AccountRules;
import im.wardroom.server.credential.KeyDerivation;
import im.wardroom.server.credential.Lockout;
import im.wardroom.server.credential.Safeguards;
import im.wardroom.server.credential.SessionEnder;
import im.wardroom.server.guarding.GuardAssembly;
import im.wardroom.server.retention.KeepRules;
import im.wardroom.server.retention.Pruning;
import im.wardroom.store.Change;
import im.wardroom.store.Store;
import im.wardroom.store.StoreException;
import im.wardroom.store.sql.Options;
import im.wardroom.store.sql.SqlStore;
import im.wardroom.wire.DomainCertificate;
import im.wardroom.wire.relay.Relay;
import im.wardroom.xmpp.address.BareJid;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A running installation: store, certificates, network and control socket, opened in this order and closed in
/// reverse.
public final class Wardroom implements AutoCloseable {

    private static final String SECRET_KEY = "server-secret";
    private static final int SECRET_BYTES = 32;

    /// Within the data folder: what is unpacked while it is looked at.
    private static final Path INSPECTED = Path.of("inspected");

    private final Configuration configuration;
    private final Store store;
    private final KeptTrail trail;
    private final AccountAdministration administration;
    private final Instant started;
    private final LateEnder ender;
    private final WebAddress web;
    private final Relay relay;
    private final Housekeeping housekeeping;
    private final PolicyFile policy;
    private final GuardAssembly guard;
    private @Nullable Network network;
    private @Nullable ControlServer control;
    private @Nullable PruningSchedule schedule;
    private @Nullable Exports exports;
    private @Nullable Metrics metrics;

    /// There are no sessions until there is a network. Thread-safe.
    private static final class LateEnder implements SessionEnder {
        private volatile @Nullable Network network;

        @Override
        public void end(BareJid account, String reason) {
            Network current = network;
            if (current != null) {
                current.end(account, reason);
            }
        }
    }

    private Wardroom(
            Configuration configuration,
            Store store,
            PolicyFile policy,
            KeptTrail trail,
            Safeguards safeguards,
            Clock clock,
            SecureRandom random) {
        this.configuration = configuration;
        this.store = store;
        this.trail = trail;
        this.started = clock.instant();
        this.ender = new LateEnder();
        this.web = new WebAddress(configuration.web().publicUrl());
        this.relay = new Relay(configuration.transfers().relay());
        this.housekeeping = new Housekeeping(store, clock);
        this.policy = policy;
        this.guard = GuardAssembly.open(new GuardAssembly.Parts(
                store,
                policy,
                configuration.guard().label(),
                configuration.domains(),
                configuration.serviceLabels(),
                configuration.rooms().label(),
                configuration.uploadHosts(),
                configuration.data().resolve(INSPECTED),
                recorded -> {
                    var _ = trail.note(VerdictEntries.of(recorded));
                },
                clock,
                random));
        policy.listen(guard.desk()::policyRefused, guard::refresh);
        this.administration = new AccountAdministration(
                store,
                new AccountRules(
                        configuration.domains(), configuration.password().rules()),
                new KeyDerivation(configuration.authentication().scramIterations(), random),
                ender,
                safeguards,
                clock);
    }

    /// Opens everything; what was opened is closed again if something fails. Blocks.
    public static Wardroom start(Configuration configuration, Network.Starter starter, Clock clock)
            throws StartFailure {
        SecureRandom random = new SecureRandom();
        try {
            PrivateFiles.folder(configuration.data());
            List<DomainCertificate> certificates = Certificates.of(configuration, clock.instant(), random);
            HeadKey key = KeyFile.orMade(configuration.data());
            Store store = store(configuration);
            Wardroom wardroom = wardroom(configuration, store, key, clock, random);
            try {
                wardroom.trail.require(system("start"));
                wardroom.open(starter, certificates, clock, random);
                return wardroom;
            } catch (IOException | RuntimeException e) {
                wardroom.close();
                throw e;
            }
        } catch (CertificateProblem | StoreException | IOException e) {
            throw new StartFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private static Wardroom wardroom(
            Configuration configuration, Store store, HeadKey key, Clock clock, SecureRandom random)
            throws StartFailure {
        try {
            PolicyFile policy = PolicyFile.open(configuration.guard().policy());
            KeptTrail trail = trail(store, policy, key, clock);
            Safeguards safeguards =
                    new Safeguards(new Lockout(configuration.lockout().rules(), clock), trail);
            return new Wardroom(configuration, store, policy, trail, safeguards, clock, random);
        } catch (StartFailure | RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private static KeptTrail trail(Store store, PolicyFile policy, HeadKey key, Clock clock) {
        try {
            return KeptTrail.open(store, key, clock, KeptTrail.Bounds.DEFAULT);
        } catch (RuntimeException e) {
            policy.close();
            throw e;
        }
    }

    private static Entry system(String action) {
        return Entry.of(Entry.Kind.SYSTEM, "server", action, Map.of("version", FeatureList.VERSION));
    }

    private static Store store(Configuration configuration) throws StartFailure {
        try {
            return SqlStore.open(configuration.location(), Options.DEFAULT);
        } catch (StoreException e) {
            String key = configuration.store().url().isPresent() ? StoreSection.URL_KEY : "";
            throw new StartFailure(key, String.valueOf(e.getMessage()), e);
        }
    }

    private void open(Network.Starter starter, List<DomainCertificate> certificates, Clock clock, SecureRandom random)
            throws IOException {
        Metrics numbers = configuration.metrics().enabled() ? new Metrics(configuration.metrics()) : null;
        metrics = numbers;
        Network opened = starter.start(new Network.Parts(
                configuration,
                certificates,
                store,
                administration,
                administration.safeguards(),
                secret(random),
                web,
                relay,
                guard,
                path -> numbers == null ? Optional.empty() : numbers.page().find(path),
                clock));
        network = opened;
        ender.network = opened;
        guard.begin();
        Pruning pruning = new Pruning(
                store,
                configuration.archiveDomains(),
                new KeepRules(store.documents(), configuration.archive().keep()),
                clock);
        exports = Exports.start(
                configuration.audit().export(),
                store,
                trail::last,
                FeatureList.VERSION,
                configuration.mainDomain().toString());
        if (numbers != null) {
            numbers.count(new Metrics.Counted(
                    FeatureList.VERSION,
                    opened,
                    guard,
                    policy,
                    store,
                    trail,
                    exports,
                    certificates,
                    configuration.data()));
        }
        schedule = PruningSchedule.start(pruning, configuration.archive().pruneEvery());
        ArchiveRequests archives = new ArchiveRequests(store, administration, pruning, configuration.archiveDomains());
        control = ControlServer.open(
                configuration.data(), new AuditedRequests(new Requests(this, archives, clock, random), trail));
    }

    private byte[] secret(SecureRandom random) {
        return store.settings().read(SECRET_KEY).orElseGet(() -> {
            byte[] made = new byte[SECRET_BYTES];
            random.nextBytes(made);
            store.commit(List.of(new Change.PutSetting(SECRET_KEY, made))).join();
            return made;
        });
    }

    public Configuration configuration() {
        return configuration;
    }

    public Store store() {
        return store;
    }

    public AccountAdministration administration() {
        return administration;
    }

    public Instant started() {
        return started;
    }

    public GuardAssembly guard() {
        return guard;
    }

    public PolicyFile policy() {
        return policy;
    }

    /// How far the exports of the audit log are, in words.
    public Map<String, String> exports() {
        return exports == null ? Map.of() : exports.status();
    }

    /// Where links to its pages lead.
    public WebAddress web() {
        return web;
    }

    public Network network() {
        Network current = network;
        if (current == null) {
            throw new IllegalStateException("the server has not started");
        }
        return current;
    }

    /// Blocks until clients are told and what they sent is on disk.
    @Override
    public void close() {
        try {
            if (control != null) {
                control.close();
            }
        } catch (IOException e) {
            org.slf4j.LoggerFactory.getLogger(Wardroom.class)
                    .atWarn()
                    .setCause(e)
                    .log("the control socket could not be removed");
        }
        if (schedule != null) {
            schedule.close();
        }
        if (network != null) {
            network.close();
        }
        policy.close();
        guard.close();
        if (metrics != null) {
            metrics.close();
        }
        housekeeping.close();
        var _ = trail.note(system("stop"));
        trail.close();
        if (exports != null) {
            exports.close();
        }
        store.close();
    }
}
