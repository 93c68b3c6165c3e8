// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.simulation;

import im.wardroom.server.account.Environment;
import im.wardroom.server.authentication.AuthenticationOptions;
import im.wardroom.server.authentication.Authenticator;
import im.wardroom.server.credential.Lockout;
import im.wardroom.server.credential.LockoutRules;
import im.wardroom.server.credential.Safeguards;
import im.wardroom.server.delivery.Directory;
import im.wardroom.server.delivery.EntityHost;
import im.wardroom.server.extension.ArchiveIds;
import im.wardroom.server.extension.Extensions;
import im.wardroom.server.extension.Feature;
import im.wardroom.server.guarding.Guarding;
import im.wardroom.server.routing.Router;
import im.wardroom.server.session.Resumptions;
import im.wardroom.server.session.SessionServices;
import im.wardroom.server.stream.ClientStream;
import im.wardroom.server.stream.Connection;
import im.wardroom.server.stream.ConnectionHandler;
import im.wardroom.server.stream.Lobby;
import im.wardroom.server.stream.Loop;
import im.wardroom.server.stream.StreamOptions;
import im.wardroom.server.stream.StreamServices;
import im.wardroom.store.Store;
import im.wardroom.testkit.simulation.store.SimulatedStore;
import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.sasl.ScramHash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;

/// One life of the server, from a start to a crash: the real kernel on simulated loops and a store that is recovered
/// from the disk. It puts the parts together as `Server` does, which has threads of its own.
final class Machine {

    static final Domain DOMAIN = new Domain("capulet.example");

    /// The same in all lives of all servers, so that devices can read the ids.
    static final ArchiveIds IDS = new ArchiveIds(new byte[32]);

    private static final AuthenticationOptions AUTHENTICATION =
            new AuthenticationOptions(List.of(ScramHash.SHA_256), 1_000, Duration.ofDays(14), null, false);
    private static final Duration HOUR = Duration.ofHours(1);

    /// Nobody guesses here; an attempt that the disk ends must not count for long.
    private static final LockoutRules LENIENT = new LockoutRules(
            1_000_000, Duration.ofNanos(1), 1_000_000, 1_000_000, Duration.ofNanos(1), Duration.ofNanos(1), HOUR);

    private static final int SILENCE_CHECKS = 10;

    private final Plan plan;
    private final Random random;
    private final Power power;
    private final List<SimulatedLoop> loops = new ArrayList<>();
    private final List<Strand> blocked = new ArrayList<>();
    private final Scheduler scheduler;
    private final SimulatedClock clock;
    private final Directory directory = new Directory();
    private final Store store;
    private final StreamServices streams;

    /// @throws im.wardroom.store.StoreException if the store cannot be recovered now
    Machine(World world) {
        plan = world.plan();
        random = world.random();
        scheduler = world.scheduler();
        clock = world.clock();
        power = new Power(scheduler);
        SimulatedLoop writer = loop("writer");
        store = world.substitutes()
                .store()
                .apply(new SimulatedStore(
                        world.disk(),
                        world.contents(),
                        new SimulatedStore.Surroundings(
                                writer, world::syncTime, () -> new SimulatedFuture<>(power), world.ledger()::durable)));
        for (int i = 1; i <= plan.loops(); i++) {
            loop("loop " + i);
        }
        streams = assemble(world);
        checkSilence();
    }

    private SimulatedLoop loop(String name) {
        SimulatedLoop loop = new SimulatedLoop(scheduler, name);
        loops.add(loop);
        return loop;
    }

    /// Those that connections and accounts live on: all but the writer's.
    private List<Loop> eventLoops() {
        return List.copyOf(loops.subList(1, loops.size()));
    }

    private StreamServices assemble(World world) {
        SeededRandom secrets = new SeededRandom(random.nextLong());
        Extensions extensions = new Extensions(features(world));
        Environment environment = new Environment(Set.of(DOMAIN), extensions, plan.limits(), IDS, clock);
        Executor blocking = this::block;
        EntityHost accounts = new EntityHost(store, environment, directory, eventLoops(), blocking);
        Router router = new Router(Set.of(DOMAIN), accounts, extensions);
        accounts.connect(router);
        Resumptions resumptions = new Resumptions(secrets);
        loops.get(1).schedule(plan.sessions().resumption(), resumptions::forgetEarlier);
        SessionServices sessions = new SessionServices(
                router,
                Guarding.none(clock),
                accounts,
                directory,
                resumptions,
                extensions,
                plan.sessions(),
                clock,
                new LongAdder());
        Safeguards safeguards = Safeguards.unseen(new Lockout(LENIENT, clock));
        Authenticator authenticator =
                new Authenticator(store, safeguards, AUTHENTICATION, new byte[32], clock, secrets);
        StreamOptions options = StreamOptions.DEFAULT;
        return new StreamServices(
                new LinkedHashSet<>(List.of(DOMAIN)),
                authenticator,
                sessions,
                options,
                new Lobby(options.maxStrangers(), options.maxStrangersPerAddress()),
                blocking,
                secrets);
    }

    private List<Feature> features(World world) {
        List<Feature> features = new ArrayList<>(world.features().apply(clock));
        features.add(new Refusals(world.ledger()));
        features.add(new Archiving(plan.archiving()));
        return features;
    }

    /// What may block runs beside everything else.
    private void block(Runnable task) {
        Strand strand = new Strand("blocking");
        blocked.removeIf(done -> done.size() == 0);
        blocked.add(strand);
        scheduler.execute(strand, task);
    }

    private void checkSilence() {
        long now = clock.millis();
        directory.all().forEach(session -> session.checkSilence(now));
        loops.get(1).schedule(plan.sessions().pingTimeout().dividedBy(SILENCE_CHECKS), this::checkSilence);
    }

    Store store() {
        return store;
    }

    Loop someLoop() {
        return loops.get(1 + random.nextInt(loops.size() - 1));
    }

    ConnectionHandler connect(Connection connection) {
        return new ClientStream(connection, streams);
    }

    boolean isDead() {
        return power.isOff();
    }

    /// All of it is gone at once; nothing that was under way goes on.
    void die() {
        power.cut();
        loops.forEach(SimulatedLoop::end);
        blocked.forEach(Strand::end);
    }
}
