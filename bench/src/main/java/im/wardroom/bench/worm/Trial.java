// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.worm;

import im.wardroom.guard.worm.WormRules;
import im.wardroom.guard.worm.WormState;
import org.jspecify.annotations.Nullable;

/// One organisation: how it got used to itself, and what becomes of worms in it.
final class Trial {

    static final int WARM = 20;
    private static final double BACKGROUND = 21;

    private final Society society;
    private final long seed;
    private final WormState warm;

    Trial(int people, long seed, int days) {
        this.society = new Society(people, seed);
        this.seed = seed;
        this.warm = warm(days);
    }

    Society society() {
        return society;
    }

    /// What the guard has learned in the first weeks.
    private WormState warm(int days) {
        World world = new World(society, seed, WormRules.DEFAULT, null);
        Traffic traffic = new Traffic(world, true, Worm.none(world));
        for (int day = 0; day < days; day++) {
            traffic.plan(day);
            world.runUntil(OfficeHours.day(day + 1));
        }
        return java.util.Objects.requireNonNull(world.guard).snapshot();
    }

    /// Nothing but people.
    Outcome quiet(int run, int from, int days) {
        World world = new World(society, seed * 31 + run, WormRules.DEFAULT, warm);
        Traffic traffic = new Traffic(world, false, Worm.none(world));
        for (int day = from; day < from + days; day++) {
            traffic.plan(day);
            world.runUntil(OfficeHours.day(day + 1));
        }
        return outcome(world, traffic, Worm.none(world), days);
    }

    /// A worm among people. Without rules there is no guard.
    Outcome worm(Kind kind, double click, int run, @Nullable WormRules rules, int from) {
        World world =
                new World(society, seed * 1_000_003 + run * 101L + kind.ordinal(), rules, rules == null ? null : warm);
        Worm worm = new Worm(world, kind, click);
        Traffic traffic = new Traffic(world, true, worm);
        boolean needsTraffic = rules != null || kind == Kind.REPLY;
        for (int day = from; day < from + kind.days; day++) {
            if (needsTraffic) {
                traffic.plan(day);
            }
            if (day == from) {
                begin(world, worm, kind, day);
            }
            world.runUntil(OfficeHours.day(day + 1));
        }
        return outcome(world, traffic, worm, kind.days);
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
        double months = days / BACKGROUND;
        return new Outcome(
                society.people,
                world.infected.cardinality(),
                worm.found(),
                world.blockedAt < 0 ? -1 : world.blockedAt - worm.begun(),
                world.challenges,
                world.asked,
                world.falseQuarantines,
                (double) society.people * days,
                world.messages,
                traffic.contacts(),
                2.0 * traffic.conversations[0] / society.people / months);
    }
}
