// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.worm;

import im.wardroom.guard.artefact.FileFacts;
import im.wardroom.guard.artefact.Similarity;
import im.wardroom.guard.artefact.SimilarityDigest;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A worm: who gets a copy may click, whoever clicks sends it on by the way of its kind. One thread.
///
/// A second copy persuades half as well as the first, a third half as well as the second: who did not click has
/// seen through it.
final class Worm {

    private static final int VARIANTS = 64;
    private static final int FILE = 6_000;
    /// How long until copies are gone from the clients.
    private static final long RECALL = 5 * OfficeHours.SECOND;

    private final World world;
    private final @Nullable Kind kind;
    private final double click;
    private final String host;
    private final Map<Integer, Integer> seen = new HashMap<>();
    private final Map<Integer, Set<Integer>> answered = new HashMap<>();
    private final List<Similarity> variants = new ArrayList<>();
    private int copies;
    private int delivered;
    private int found = -1;
    private long begun;

    Worm(World world, @Nullable Kind kind, double click) {
        this.world = world;
        this.kind = kind;
        this.click = click;
        this.host = "www.host" + world.words.token() + ".example";
        if (kind == Kind.FILE) {
            variants();
        }
    }

    /// A worm that never begins.
    static Worm none(World world) {
        return new Worm(world, null, 0);
    }

    private void variants() {
        Random random = new Random(world.chance.below(1 << 20));
        byte[] file = new byte[FILE];
        random.nextBytes(file);
        for (int i = 0; i < VARIANTS; i++) {
            byte[] changed = file.clone();
            for (int k = 0; k < FILE / 100; k++) {
                changed[random.nextInt(FILE)] = (byte) random.nextInt();
            }
            SimilarityDigest digest = new SimilarityDigest();
            digest.update(changed, 0, FILE);
            variants.add(Objects.requireNonNull(digest.digest()));
        }
    }

    void begin(int person) {
        begun = begun == 0 ? world.now() : begun;
        infect(person);
    }

    int found() {
        return found;
    }

    int delivered() {
        return delivered;
    }

    long begun() {
        return begun;
    }

    private void infect(int person) {
        if (kind == null || world.infected.get(person) || world.quarantined.get(person)) {
            return;
        }
        world.infected.set(person);
        long start = world.now() + world.chance.between(2_000, 30_000);
        switch (kind) {
            case SLOW, SLOW_CHAMELEON -> spread(person, start, OfficeHours.HOUR, 1);
            case REPLY -> answered.put(person, new HashSet<>());
            case ROOMS -> rooms(person, start);
            case SCAN -> scan(person, start);
            case BURST, WORDING, ROTATING, FILE, CHAMELEON, SEVERAL -> spread(person, start, 0, 400);
        }
    }

    private void spread(int person, long start, long pause, long jitter) {
        int[] contacts = world.society.contacts[person];
        BitSet order = new BitSet();
        long time = start;
        for (int i = 0; i < contacts.length; i++) {
            int next = world.chance.below(contacts.length);
            next = order.nextClearBit(next) < contacts.length ? order.nextClearBit(next) : order.nextClearBit(0);
            order.set(next);
            int to = contacts[next];
            world.at(time, () -> send(person, to));
            time += pause + world.chance.between(jitter / 2, jitter + 1);
        }
    }

    private void rooms(int person, long start) {
        long time = start;
        for (int room : world.society.roomsOf[person]) {
            world.at(time, () -> send(person, World.ROOM + room));
            time += OfficeHours.SECOND;
        }
    }

    private void scan(int person, long start) {
        IntStream.range(0, 200)
                .forEach(i -> world.at(
                        start + i * 6 * OfficeHours.SECOND,
                        () -> send(
                                person,
                                (person + 1 + world.chance.below(world.society.people - 1)) % world.society.people)));
    }

    /// Somebody wrote to somebody; a worm that waits for that answers.
    void heard(int from, int to) {
        Set<Integer> done = answered.get(to);
        if (done != null && done.add(from)) {
            world.at(world.now() + world.chance.between(3_000, 20_000), () -> send(to, from));
        }
    }

    private void send(int from, int to) {
        if (world.quarantined.get(from)) {
            return;
        }
        String id = "w" + copies++;
        boolean isPassed = world.send(from, to, body(), id, true, who -> seen(who, id));
        if (!isPassed && found < 0) {
            found = delivered;
        }
    }

    private String body() {
        Words words = world.words;
        return switch (Objects.requireNonNull(kind)) {
            case BURST, SEVERAL, SLOW, REPLY, ROOMS, SCAN -> words.lure() + " https://" + host + "/v/" + words.token();
            case WORDING -> words.changedLure() + " https://" + host + "/v/" + words.token();
            case ROTATING -> words.lure() + " https://www.x" + words.token() + ".example/" + words.token();
            case FILE -> file();
            case CHAMELEON, SLOW_CHAMELEON -> words.chameleon();
        };
    }

    private String file() {
        String link = "https://files.org.example/" + world.words.token() + "/photos.zip";
        Similarity similarity = variants.get(world.chance.below(VARIANTS));
        world.files.put(link, new FileFacts.Facts("%064x".formatted(1_000_000_000L + copies), similarity, true));
        return link;
    }

    private void seen(int who, String id) {
        delivered++;
        int before = seen.merge(who, 1, Integer::sum) - 1;
        if (world.infected.get(who) || !world.chance.is(click * Math.pow(0.5, before))) {
            return;
        }
        long later = world.now() + (long) world.chance.logNormal(2 * OfficeHours.MINUTE, 1.4);
        world.at(OfficeHours.next(later, world.chance), () -> click(who, id));
    }

    private void click(int who, String id) {
        if (!world.takenBack.contains(id)) {
            infect(who);
        }
    }
}
