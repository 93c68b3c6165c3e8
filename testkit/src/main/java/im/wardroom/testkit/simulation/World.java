// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.simulation;

import im.wardroom.server.extension.Feature;
import im.wardroom.store.Change;
import im.wardroom.store.Role;
import im.wardroom.store.StoreException;
import im.wardroom.testkit.simulation.disk.SimulatedDisk;
import im.wardroom.testkit.simulation.store.Contents;
import im.wardroom.xmpp.address.BareJid;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Everything of one schedule: time, disk, the server's current life, the devices and their connections.
final class World {

    private static final String[] NAMES = {"romeo", "juliet", "nurse"};
    private static final int MAX_SYNC_MICROS = 3_000;
    private static final int SLOW = 500;

    private final Plan plan;
    private final Random random;
    private final Trace trace = new Trace();
    private final Scheduler scheduler;
    private final SimulatedClock clock;
    private final SimulatedDisk disk;
    private final Contents contents = new Contents();
    private final Ledger ledger;
    private final Substitutes substitutes;
    private final Function<Clock, List<Feature>> features;
    private final StreamWatch.Streams streams = new StreamWatch.Streams();
    private final List<DeviceStream> open = new ArrayList<>();
    private final List<Device> devices = new ArrayList<>();
    private final Strand power = new Strand("power");
    private @Nullable Machine machine;
    private boolean slow;
    private boolean healed;
    private int crashes;

    World(long seed, Function<Clock, List<Feature>> features, Substitutes substitutes) {
        this.random = new Random(seed * 0x9E3779B97F4A7C15L + seed);
        this.plan = Plan.draw(random);
        this.scheduler = new Scheduler(random, trace);
        this.clock = new SimulatedClock(scheduler);
        this.disk = substitutes.disk().apply(random);
        this.ledger = new Ledger(scheduler, trace);
        this.features = features;
        this.substitutes = substitutes;
        start();
        populate();
    }

    private void populate() {
        for (int i = 0; i < plan.devices().size(); i++) {
            BareJid account = BareJid.parse(NAMES[i] + '@' + Machine.DOMAIN);
            List<Change> changes = new ArrayList<>();
            changes.add(new Change.CreateAccount(account, Role.USER, SimulatedClock.START, List.of()));
            for (int number = 1; number <= plan.devices().get(i); number++) {
                Device device = new Device(this, account, i + 1, NAMES[i] + '/' + number, Habits.draw(random));
                devices.add(device);
                changes.add(new Change.PutToken(account, device.token()));
            }
            Objects.requireNonNull(machine).store().commit(changes).join();
        }
    }

    // ---- power

    /// Starts the server, and tries again if the disk does not let it.
    private void start() {
        try {
            machine = new Machine(this);
            trace.note("power", "the server starts");
        } catch (StoreException e) {
            trace.note("power", "the server cannot start");
            scheduler.schedule(power, Duration.ofSeconds(1), this::start);
        }
    }

    /// The server dies, by a kill or with the power of the whole machine.
    void crash(boolean powerCut, Duration down) {
        Machine dying = machine;
        if (dying == null || healed) {
            return;
        }
        trace.note("power", powerCut ? "power cut" : "killed");
        crashes++;
        machine = null;
        dying.die();
        if (powerCut) {
            disk.cutPower();
        }
        open.forEach(stream -> stream.link().serverDied());
        open.clear();
        scheduler.schedule(power, down, this::start);
    }

    /// No trouble any more.
    void heal() {
        healed = true;
        slow = false;
        disk.full(false);
        disk.failing(false);
        trace.note("fate", "everything is healed");
    }

    void slow(boolean changed) {
        slow = changed;
    }

    Duration syncTime() {
        return Duration.ofNanos(1_000L * random.nextInt(MAX_SYNC_MICROS) * (slow ? SLOW : 1));
    }

    // ---- connections

    void opened(DeviceStream stream) {
        open.removeIf(other -> other.hasEnded());
        open.add(stream);
    }

    List<DeviceStream> open() {
        return open;
    }

    // ---- parts

    Plan plan() {
        return plan;
    }

    Random random() {
        return random;
    }

    Trace trace() {
        return trace;
    }

    Scheduler scheduler() {
        return scheduler;
    }

    SimulatedClock clock() {
        return clock;
    }

    SimulatedDisk disk() {
        return disk;
    }

    Contents contents() {
        return contents;
    }

    Ledger ledger() {
        return ledger;
    }

    Substitutes substitutes() {
        return substitutes;
    }

    Function<Clock, List<Feature>> features() {
        return features;
    }

    StreamWatch.Streams streams() {
        return streams;
    }

    List<Device> devices() {
        return devices;
    }

    /// The server, or null while it is dead.
    @Nullable
    Machine machine() {
        return machine;
    }

    int crashes() {
        return crashes;
    }
}
