// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.simulation;

import im.wardroom.server.extension.Feature;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/// Runs schedules: the real kernel with everything around it simulated, in one thread, decided by a seed. The same
/// seed gives the same schedule, step by step.
public final class Simulation {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration NUDGE = Duration.ofSeconds(5);
    private static final long MAX_STEPS = 400_000;
    private static final int LAST_STEPS = 4_000;

    private final Function<Clock, List<Feature>> features;
    private final Substitutes substitutes;

    /// @param features makes those of each life of the server
    public Simulation(Function<Clock, List<Feature>> features, Substitutes substitutes) {
        this.features = features;
        this.substitutes = substitutes;
    }

    public Outcome run(long seed) {
        World world = new World(seed, features, substitutes);
        try {
            live(world);
            heal(world);
            world.open().forEach(stream -> stream.watch().finished());
            Checker checker = new Checker(world.ledger());
            checker.check();
            if (world.plan().archiving()) {
                checker.checkArchives(
                        Objects.requireNonNull(world.machine()).store().messages());
            }
        } catch (RuntimeException | AssertionError e) {
            world.ledger()
                    .violated("it broke: " + e + " at "
                            + List.of(e.getStackTrace()).subList(0, Math.min(8, e.getStackTrace().length)));
        }
        return new Outcome(
                seed,
                world.trace().hash(),
                List.copyOf(world.ledger().violations()),
                world.ledger().counts(world.crashes()),
                world.ledger().violations().isEmpty()
                        ? List.of()
                        : world.trace().last(LAST_STEPS));
    }

    private static void live(World world) {
        Fate fate = new Fate(world);
        fate.begin();
        while (!fate.isOver()) {
            step(world);
        }
    }

    /// All trouble ends, everybody comes back and answers; then there is time for whatever is still to be done.
    private static void heal(World world) {
        world.heal();
        world.devices().forEach(Device::settle);
        Scheduler scheduler = world.scheduler();
        long end = scheduler.nanos() + PATIENCE.toNanos();
        nudge(world, new Strand("heal"));
        while (scheduler.nanos() < end) {
            step(world);
        }
    }

    private static void nudge(World world, Strand strand) {
        world.scheduler().schedule(strand, NUDGE, () -> {
            world.devices().forEach(Device::persist);
            nudge(world, strand);
        });
    }

    private static void step(World world) {
        if (!world.scheduler().step() || world.scheduler().steps() > MAX_STEPS) {
            throw new IllegalStateException("it does not come to an end");
        }
    }
}
