// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.worm;

import im.wardroom.guard.artefact.FileFacts;
import java.util.HashSet;
import java.util.Set;

/// What people do on a working day: conversations, links, jokes that go round, files, rooms, help desks,
/// announcements, monitors and newcomers.
final class Traffic {

    /// Conversations that one begins on a working day: 22 a month take part in, of two people, on 21 days.
    private static final double BEGUN = 0.5;

    private static final double TURNS = 35;
    static final String TALK = "talk";
    static final String LINK = "link";
    static final String ROOM = "room";
    static final String FILE = "file";
    static final String JOKE = "joke";
    static final String HELP_DESK = "help desk";
    static final String ANNOUNCEMENT = "announcement";
    static final String MONITOR = "monitor";
    static final String NEWCOMER = "newcomer";

    private static final double STRANGERS = 0.07;
    private static final double LINKS = 1.0;
    private static final double ROOM_LINKS = 0.12;
    private static final double FILES = 0.3;
    private static final double ACTIVE_FILES = 0.2;
    private static final double JOKES = 0.03;
    private static final double PASSED_ON = 0.12;
    private static final double HELP = 0.02;
    private static final int HELP_DESKS = 5;
    private static final double ANNOUNCERS = 0.003;
    private static final double MONITORS = 0.001;

    private final World world;
    private final Society society;
    private final Chance chance;
    private final Words words;
    /// Whether conversations are cut to four messages: all that a detector could learn of them is in these.
    private final boolean thin;

    private final Worm worm;

    /// How much one shares, of what people share on average: some share ten times as much.
    private final double[] activity;
    private long conversations;
    private final Set<Long> met = new HashSet<>();
    private final Set<Long> wrote = new HashSet<>();

    Traffic(World world, boolean thin, Worm worm) {
        this.world = world;
        this.society = world.society;
        this.chance = world.chance;
        this.words = world.words;
        this.thin = thin;
        this.worm = worm;
        this.activity = new double[society.people];
        Chance habits = new Chance(society.people);
        for (int person = 0; person < society.people; person++) {
            activity[person] = habits.logNormal(Math.exp(-0.32), 0.8);
        }
    }

    /// Plans a day.
    void plan(int day) {
        for (int person = 0; person < society.people; person++) {
            if (isHere(person, day) && society.contacts[person].length > 0) {
                plan(person, day);
            }
        }
    }

    /// One in a hundred begins to work there only while it is watched.
    private boolean isHere(int person, int day) {
        return person % 100 != 99 || person / 100 % 40 < day + 1;
    }

    private void plan(int person, int day) {
        for (int i = chance.poisson(BEGUN); i > 0; i--) {
            at(day, () -> converse(person, peer(person)));
        }
        for (int i = chance.poisson(LINKS * activity[person]); i > 0; i--) {
            at(day, () -> say(LINK, person, peer(person), words.shared(words.link(0.5, 0.38))));
        }
        for (int i = chance.poisson(ROOM_LINKS * activity[person]); i > 0; i--) {
            at(day, () -> post(person, words.shared(words.link(0.5, 0.38))));
        }
        for (int i = chance.poisson(FILES); i > 0; i--) {
            at(day, () -> say(FILE, person, peer(person), upload()));
        }
        if (chance.is(JOKES * activity[person])) {
            at(day, () -> joke(person, words.shared(words.link(0, 0.6)), new HashSet<>()));
        }
        if (chance.is(HELP)) {
            at(day, () -> help(person));
        }
        roles(person, day);
    }

    private void roles(int person, int day) {
        if (person < society.people * ANNOUNCERS && chance.is(0.1)) {
            at(day, () -> announce(person));
        }
        int monitors = (int) Math.max(1, society.people * MONITORS);
        if (person >= society.people - monitors) {
            for (int i = 0; i < 6; i++) {
                at(day, () -> monitor(person));
            }
        }
        boolean isNew = person % 100 == 99 && person / 100 % 40 == day;
        if (isNew) {
            at(day, () -> introduce(person));
        }
    }

    private void at(int day, Runnable what) {
        world.at(OfficeHours.during(day, chance), what);
    }

    /// Mostly the same few; sometimes somebody who is on no list.
    private int peer(int person) {
        int[] contacts = society.contacts[person];
        return chance.is(STRANGERS) ? other(person) : contacts[chance.favourite(contacts.length)];
    }

    private int other(int person) {
        int other = chance.below(society.people);
        return other == person ? (person + 1) % society.people : other;
    }

    private void say(String what, int from, int to, String body) {
        world.send(from, to, body, what, false, who -> heard(from, who));
    }

    private void heard(int from, int to) {
        wrote.add((long) from << 32 | to);
        wrote.add((long) to << 32 | from);
        worm.heard(from, to);
    }

    private void post(int from, String body) {
        int[] rooms = society.roomsOf[from];
        if (rooms.length > 0) {
            world.send(from, World.ROOM + rooms[chance.favourite(rooms.length)], body, ROOM, false, who -> {});
        }
    }

    private void converse(int one, int other) {
        conversations++;
        met.add((long) one << 32 | other);
        met.add((long) other << 32 | one);
        int turns = thin ? 2 : chance.geometric(TURNS);
        turn(one, other, 2 * turns);
    }

    private void turn(int from, int to, int left) {
        say(TALK, from, to, words.plain());
        if (left > 1) {
            long pause = (long) chance.logNormal(12 * OfficeHours.SECOND, 1.2);
            world.at(world.now() + pause, () -> turn(to, from, left - 1));
        }
    }

    private String upload() {
        boolean isActive = chance.is(ACTIVE_FILES);
        String link = "https://files.org.example/" + words.token() + (isActive ? "/tool.zip" : "/scan.pdf");
        if (isActive) {
            world.files.put(link, new FileFacts.Facts("%064x".formatted(chance.below(Integer.MAX_VALUE)), null, true));
        }
        return link;
    }

    /// Goes to a few, or into a room; some of those who see it do the same.
    private void joke(int from, String body, Set<Integer> seen) {
        seen.add(from);
        if (chance.is(0.15)) {
            int[] rooms = society.roomsOf[from];
            if (rooms.length > 0) {
                pass(from, World.ROOM + rooms[chance.below(rooms.length)], body, seen);
            }
            return;
        }
        long time = world.now();
        int[] contacts = society.contacts[from];
        for (int i = Math.min(contacts.length, chance.geometric(2.3)); i > 0; i--) {
            int to = contacts[chance.favourite(contacts.length)];
            world.at(time, () -> pass(from, to, body, seen));
            time += (long) chance.logNormal(9 * OfficeHours.SECOND, 0.8);
        }
    }

    private void pass(int from, int to, String body, Set<Integer> seen) {
        world.send(from, to, body, JOKE, false, who -> {
            heard(from, who);
            double chanceToPass = to >= World.ROOM ? PASSED_ON / 6 : PASSED_ON;
            if (seen.add(who) && chance.is(chanceToPass) && society.contacts[who].length > 0) {
                long later = world.now() + (long) chance.logNormal(15 * OfficeHours.MINUTE, 1.2);
                world.at(OfficeHours.next(later, chance), () -> joke(who, body, seen));
            }
        });
    }

    private void help(int person) {
        int desk = chance.below(HELP_DESKS);
        if (desk != person) {
            say(HELP_DESK, person, desk, words.plain());
            world.at(
                    world.now() + (long) chance.logNormal(4 * OfficeHours.MINUTE, 1),
                    () -> say(
                            HELP_DESK,
                            desk,
                            person,
                            chance.is(0.3) ? words.shared(words.link(0.6, 0)) : words.plain()));
        }
    }

    /// To everybody of a department, one after the other; half of it with a link.
    private void announce(int person) {
        String body = chance.is(0.5) ? words.shared(words.link(0.75, 0.15)) : words.plain();
        long time = world.now();
        for (int i = (int) Math.clamp(chance.logNormal(40, 0.8), 10, 300); i > 0; i--) {
            int to = chance.is(0.5) ? peer(person) : other(person);
            world.at(time, () -> say(ANNOUNCEMENT, person, to, body));
            time += (long) chance.logNormal(2 * OfficeHours.SECOND, 1);
        }
    }

    /// A program that reports to the same people every day.
    private void monitor(int person) {
        String body = "disk is nearly full, see https://"
                + (person % 2 == 0 ? "monitor.org.example/" : "status.vendor" + person + ".example/")
                + chance.below(1_000_000);
        for (int i = 0; i < 15; i++) {
            say(MONITOR, person, (person * 31 + i * 17) % (society.people - 1), body);
        }
    }

    private void introduce(int person) {
        String body = "Hello, I am new here and sit in the second floor"
                + (chance.is(0.3) ? ", more about me: " + words.link(0.4, 0.3) : "");
        long time = world.now();
        for (int i = 3 + chance.below(8); i > 0; i--) {
            int to = peer(person);
            world.at(time, () -> say(NEWCOMER, person, to, body));
            time += (long) chance.logNormal(40 * OfficeHours.SECOND, 1);
        }
    }

    /// With how many one person had a conversation, on average, so far.
    double contacts() {
        return (double) met.size() / society.people;
    }

    /// With how many one exchanged anything at all: announcements, help desks and strangers, too.
    double correspondents() {
        return (double) wrote.size() / society.people;
    }

    long conversations() {
        return conversations;
    }
}
