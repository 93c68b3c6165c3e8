// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.guarding;

import im.wardroom.guard.Act;
import im.wardroom.guard.Detector;
import im.wardroom.guard.Finding;
import im.wardroom.guard.Guard;
import im.wardroom.guard.Policy;
import im.wardroom.guard.artefact.ArtefactRules;
import im.wardroom.guard.artefact.Cargo;
import im.wardroom.guard.artefact.CargoReader;
import im.wardroom.guard.label.LabelDetector;
import im.wardroom.guard.leak.LeakDetector;
import im.wardroom.guard.leak.Surroundings;
import im.wardroom.guard.malware.MalwareDefence;
import im.wardroom.guard.quarantine.Confinement;
import im.wardroom.guard.quarantine.Quarantine;
import im.wardroom.guard.quarantine.Quarantines;
import im.wardroom.guard.worm.WormDetector;
import im.wardroom.guard.worm.WormRules;
import im.wardroom.server.stream.Loop;
import im.wardroom.store.GuardRecords.Kind;
import im.wardroom.store.Store;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.stanza.Stanza;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The guard, put together with what it keeps, and the clockwork behind it.
public final class GuardAssembly implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GuardAssembly.class);

    /// As many as there may be accounts.
    private static final int MAX_QUARANTINES = 10_000_000;

    private static final int OFFICERS_EVERY_SECONDS = 30;
    private static final int NAMES_EVERY_SECONDS = 300;
    private static final int PRUNE_EVERY_SECONDS = 60;
    private static final int REFRESH_EVERY_SECONDS = 20;
    private static final int TRAFFIC_EVERY_SECONDS = 5;
    private static final int HABITS_EVERY_SECONDS = 600;

    /// What it is made of.
    ///
    /// @param policy the one that is in force
    /// @param label of the security desk's domain
    /// @param domains of accounts
    /// @param services labels of the domains of the server's services
    /// @param rooms that of rooms
    /// @param uploadHosts from which files are downloaded that were uploaded here
    /// @param folder for what is unpacked while it is looked at; it is made if it is not there
    /// @param recorded told of each new finding
    public record Parts(
            Store store,
            Supplier<Policy> policy,
            String label,
            Collection<Domain> domains,
            Set<String> services,
            String rooms,
            Set<String> uploadHosts,
            Path folder,
            Consumer<Recorded> recorded,
            Clock clock,
            SecureRandom random) {}

    private final Store store;
    private final Supplier<Policy> policy;
    private final Officers officers;
    private final KnownFiles files = new KnownFiles();
    private final WormDetector worms;
    private final WormMemory wormMemory;
    private final Function<Policy, Derived> derivation;
    private volatile Derived derived;
    private final TrafficLog traffic;
    private final MalwareDefence malware;
    private final Clock clock;
    private final Chronicle chronicle;
    private final SecurityDesk desk;
    private final Quarantines quarantines;
    private final Guarding guarding;
    private final Senders senders;
    private volatile DoubleSupplier strain = () -> 0;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("guard").factory());

    private GuardAssembly(Parts parts) {
        store = parts.store();
        clock = parts.clock();
        policy = parts.policy();
        officers = new Officers(parts.store(), parts.domains(), policy);
        chronicle = new Chronicle(parts.store(), parts.clock(), parts.random(), parts.recorded());
        desk = new SecurityDesk(new SecurityDesk.Parts(
                parts.label(),
                parts.store(),
                chronicle,
                () -> policy.get().holds(),
                officers,
                parts.clock(),
                parts.random()));
        quarantines = new Quarantines(() -> policy.get().quarantine(), new Keeping(desk));
        quarantines.restore(parts.store().guard().newest(Kind.QUARANTINE, MAX_QUARANTINES).stream()
                .map(QuarantineForm::read)
                .toList());
        malware = new MalwareDefence(
                () -> policy.get().malware(), desk, this::observed, made(parts.folder()), parts.clock());
        malware.refresh();
        derivation = other -> Derived.of(other, parts);
        derived = derivation.apply(policy.get());
        CargoReader cargo = new CargoReader(() -> derived().artefacts(), files);
        Function<Stanza, Cargo> reader = new LastRead(cargo::read);
        worms = new WormDetector(() -> derived().worms(), reader, desk, parts.clock());
        traffic = new TrafficLog(parts.store(), () -> policy.get().keepTraffic(), reader, parts.clock());
        wormMemory = new WormMemory(parts.store(), worms, parts.clock());
        wormMemory.restore();
        senders = new Senders(new Senders.Parts(
                parts.store(),
                policy,
                Set.copyOf(parts.domains()),
                officers,
                desk::actions,
                desk,
                chronicle,
                () -> strain.getAsDouble(),
                parts.clock()));
        desk.connect(quarantines, worms::isBlocked, (sender, isAPerson) -> {
            worms.answered(sender, isAPerson);
            senders.answered(sender, isAPerson);
        });
        Set<Domain> rooms = below(parts.domains(), Set.of(parts.rooms()));
        Guard guard = new Guard(
                quarantines,
                new Confinement(below(parts.domains(), Set.of(parts.label())), rooms),
                policy,
                detectors(parts, rooms),
                List.of(malware.examiner()),
                chronicle);
        guarding = new Guarding(guard, quarantines, desk.detention(), parts.clock());
        guarding.connect(senders.floods(), senders.arrivals(), senders::signedIn);
        senders.refresh();
        officers.refresh();
        every(1, desk::tick);
        every(2, chronicle::tick);
        every(2, wormMemory::tick);
        every(TRAFFIC_EVERY_SECONDS, traffic::tick);
        every(HABITS_EVERY_SECONDS, wormMemory::save);
        every(OFFICERS_EVERY_SECONDS, officers::refresh);
        every(NAMES_EVERY_SECONDS, senders::refresh);
        every(REFRESH_EVERY_SECONDS, malware::refresh);
        every(PRUNE_EVERY_SECONDS, traffic::prune);
        every(PRUNE_EVERY_SECONDS, () -> chronicle.prune(policy.get().keepFindings()));
    }

    /// Reads what is kept, and begins. May block.
    public static GuardAssembly open(Parts parts) {
        return new GuardAssembly(parts);
    }

    private static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A file within a stanza would have been stopped.
    private void observed(Act act, Finding finding) {
        chronicle.note(act.sender(), act.stanza().to(), finding, "refuse", false);
    }

    /// In the order in which they are asked; the worm detector is last, as it remembers what passed.
    private List<Detector> detectors(Parts parts, Set<Domain> rooms) {
        Set<Domain> inside = new HashSet<>(parts.domains());
        inside.addAll(below(parts.domains(), parts.services()));
        inside.removeAll(rooms);
        Surroundings surroundings = new Surroundings(inside, rooms);
        LabelDetector labels = new LabelDetector(() -> policy.get().labels(), rooms);
        List<Detector> leaks = LeakDetector.all(() -> policy.get().leaks(), () -> surroundings);
        List<Detector> all = new ArrayList<>(senders.detectors());
        all.addAll(malware.detectors());
        all.add(labels);
        all.addAll(leaks);
        all.add(traffic);
        all.add(worms);
        return all;
    }

    private static Set<Domain> below(Collection<Domain> parents, Set<String> labels) {
        return parents.stream()
                .flatMap(parent -> labels.stream().map(label -> new Domain(label + '.' + parent)))
                .collect(Collectors.toSet());
    }

    /// What follows from a policy and from the installation: made once for each policy.
    private record Derived(Policy policy, WormRules worms, ArtefactRules artefacts) {

        /// Decoys are in a section of their own, and the desk may be written to by everybody.
        static Derived of(Policy policy, Parts parts) {
            Set<BareJid> desks = below(parts.domains(), Set.of(parts.label())).stream()
                    .map(BareJid::of)
                    .collect(Collectors.toSet());
            WormRules worms = policy.worms()
                    .withDecoys(policy.decoys().accounts(), policy.decoys().quarantine())
                    .withExempt(desks);
            return new Derived(policy, worms, policy.artefacts().withUploadHosts(parts.uploadHosts()));
        }
    }

    private Derived derived() {
        Derived current = derived;
        Policy now = policy.get();
        if (current.policy() != now) {
            current = derivation.apply(now);
            derived = current;
        }
        return current;
    }

    private record Keeping(SecurityDesk desk) implements Quarantines.Listener {

        @Override
        public void begun(Quarantine quarantine) {
            desk.keep(quarantine, true);
        }

        @Override
        public void agreed(Quarantine quarantine) {
            desk.keep(quarantine, false);
        }

        @Override
        public void ended(Quarantine quarantine) {
            desk.ended(quarantine);
        }
    }

    /// Does something again and again until the guard is closed; it may block, and a failure only ends that turn.
    public void every(int seconds, Runnable task) {
        var _ = timer.scheduleWithFixedDelay(
                () -> {
                    try {
                        task.run();
                    } catch (RuntimeException e) {
                        // The next time is as good.
                        LOG.atWarn().setCause(e).log("the guard could not do what it does regularly");
                    }
                },
                seconds,
                seconds,
                TimeUnit.SECONDS);
    }

    /// Asks about held messages of an earlier life of the server. Once the server can send; may block.
    public void begin() {
        desk.restore();
    }

    /// Looks who is an administrator now, ahead of the regular time. May block.
    public void refreshOfficers() {
        officers.refresh();
    }

    /// The one that is in force.
    public Policy policy() {
        return policy.get();
    }

    /// From now on it is known how busy the server is, which runs on these.
    public void measure(List<Loop> loops, Clock clock) {
        strain = new Strain(loops, clock);
    }

    /// What is known of senders: for whoever makes accounts, and whoever takes reports.
    public Senders senders() {
        return senders;
    }

    public Guarding guarding() {
        return guarding;
    }

    /// A feature of the server.
    public SecurityDesk desk() {
        return desk;
    }

    public Chronicle chronicle() {
        return chronicle;
    }

    public Quarantines quarantines() {
        return quarantines;
    }

    /// How many accounts are in quarantine.
    public long confined() {
        return quarantines.count(clock.instant());
    }

    /// How much of the traffic could not be recorded since the start.
    public long unrecorded() {
        return traffic.leftOut();
    }

    /// How much of the traffic has yet to be recorded.
    public int unwritten() {
        return traffic.waiting();
    }

    /// How late the latest loop of the server is with what it has to do.
    public double lateSeconds() {
        return strain.getAsDouble() * Strain.NOTICED_MILLIS / 1000;
    }

    /// From now on, one act of each second is timed.
    ///
    /// @param nanoseconds told how long the detectors took for it, on the thread that asked them
    public void time(LongConsumer nanoseconds) {
        every(1, () -> guarding.timeNext(nanoseconds));
    }

    /// What looks into files.
    public MalwareDefence malware() {
        return malware;
    }

    /// Lists and scanners of a changed policy are taken up now. May block.
    ///
    /// @return what is wrong with lists
    public List<String> refresh() {
        return malware.refresh();
    }

    public WormDetector worms() {
        return worms;
    }

    /// Filled by whoever takes files in.
    public KnownFiles files() {
        return files;
    }

    /// What another policy would have made of the traffic that was recorded, as far as it is about worms. May block.
    public List<String> simulate(Policy other, Duration back) {
        Replay replay = new Replay(derivation.apply(other).worms());
        traffic.replay(clock.instant().minus(back), replay::line);
        return replay.lines();
    }

    /// How outbreaks went, the newest first. May block.
    public List<String> outbreaks(int limit) {
        return WormMemory.outbreaks(store, limit);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        desk.close();
        wormMemory.save();
        traffic.tick();
        if (strain instanceof Strain measuring) {
            measuring.close();
        }
        chronicle.tick();
    }
}
