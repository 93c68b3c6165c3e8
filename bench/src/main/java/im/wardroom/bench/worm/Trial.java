// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.worm;

import im.wardroom.guard.worm.WormRules;
import im.wardroom.guard.worm.WormState;
import java.util.BitSet;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One organisation: how it got used to itself, and what becomes of worms in it.
final class Trial {

    private static final double MONTH = 21;

    private final Society society;
    private final long seed;
    /// How many days it has been going on before.
    private final int from;

    private final WormRules rules;
    private final WormState warm;

    Trial(int people, long seed, int days, WormRules rules) {
        this.society = new Society(people, seed);
        this.seed = seed;
        this.from = days;
        this.rules = rules;
        this.warm = warm(days);
    }

    Society society() {
        return society;
    }

    /// What the guard has learned in the first weeks.
    private WormState warm(int days) {
        World world = new World(society, seed, rules, null);
        Traffic traffic = new Traffic(world, true, Worm.none(world));
        for (int day = 0; day < days; day++) {
            traffic.plan(day);
            world.runUntil(OfficeHours.day(day + 1));
        }
        return Objects.requireNonNull(world.guard).snapshot();
    }

    /// Nothing but people.
    Outcome quiet(int run, int days) {
        World world = new World(society, seed * 31 + run, rules, warm);
        Traffic traffic = new Traffic(world, false, Worm.none(world));
        for (int day = from; day < from + days; day++) {
            traffic.plan(day);
            world.runUntil(OfficeHours.day(day + 1));
        }
        return outcome(world, traffic, Worm.none(world), days);
    }

    /// A worm among people.
    ///
    /// @param guard null for none
    Outcome worm(Kind kind, double click, int run, @Nullable WormRules guard) {
        long own = seed * 1_000_003 + run * 101L + kind.ordinal();
        World world = new World(society, own, guard, guard == null ? null : warm);
        Worm worm = new Worm(world, kind, click);
        Traffic traffic = new Traffic(world, true, worm);
        boolean needsTraffic = guard != null || kind == Kind.REPLY;
        int day = from;
        int before = -1;
        while (day < from + kind.days && !(isOver(world) && world.infected.cardinality() == before)) {
            before = world.infected.cardinality();
            if (needsTraffic) {
                traffic.plan(day);
            }
            if (day == from) {
                begin(world, worm, kind, day);
            }
            day++;
            world.runUntil(OfficeHours.day(day));
        }
        return outcome(world, traffic, worm, day - from);
    }

    /// Whether every account that it has is shut, or everything that it sends is blocked.
    private static boolean isOver(World world) {
        BitSet free = (BitSet) world.infected.clone();
        free.andNot(world.quarantined);
        return !world.infected.isEmpty() && (free.isEmpty() || world.blockedAt >= 0);
    }

    private void begin(World world, Worm worm, Kind kind, int day) {
        long time = OfficeHours.during(day, world.chance) / 2 + (OfficeHours.day(day) + 10 * OfficeHours.HOUR) / 2;
        for (int i = 0; i < kind.begins(); i++) {
            int person = someone(world, kind);
            world.at(time + i * OfficeHours.SECOND, () -> worm.begin(person));
        }
    }

    /// Somebody whose account is of use to it.
    private int someone(World world, Kind kind) {
        int person;
        do {
            person = world.chance.below(society.people);
        } while (kind == Kind.ROOMS ? society.roomsOf[person].length < 2 : society.contacts[person].length < 3);
        return person;
    }

    private Outcome outcome(World world, Traffic traffic, Worm worm, int days) {
        return new Outcome(
                society.people,
                world.infected.cardinality(),
                worm.found(),
                worm.delivered(),
                world.blockedAt < 0 ? -1 : world.blockedAt - worm.begun(),
                Map.copyOf(world.asked),
                world.falseQuarantines,
                (double) society.people * days,
                world.messages,
                world.spent / 1_000.0 / Math.max(1, world.messages),
                traffic.contacts(),
                traffic.correspondents(),
                2.0 * traffic.conversations() / society.people * MONTH / days);
    }
}
