// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.worm;

import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.FullJid;
import im.wardroom.xmpp.address.Resource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// Who has whom on the contact list, and who is in which room. The graph has hubs and triangles (growth by
/// preference and by friends of friends, Holme and Kim 2002), on average 14 contacts, of which 82 % are mutual.
final class Society {

    private static final double LINKS = 8.26;
    private static final double TRIANGLES = 0.6;
    /// Of the connections; two contacts each, so that 82 % of all contacts are.
    private static final double MUTUAL = 0.695;

    private static final double PEOPLE_OF_A_ROOM = 18;
    private static final double ROOMS_OF_A_PERSON = 3;

    final int people;
    final int[][] contacts;
    final int[][] roomsOf;
    final int[][] peopleOf;
    final BareJid[] accounts;
    final FullJid[] devices;

    Society(int people, long seed) {
        Chance chance = new Chance(seed);
        this.people = people;
        this.contacts = contacts(people, chance);
        int rooms = (int) (people * ROOMS_OF_A_PERSON / PEOPLE_OF_A_ROOM);
        this.peopleOf = rooms(people, rooms, chance);
        this.roomsOf = inverse(people, peopleOf);
        this.accounts = IntStream.range(0, people)
                .mapToObj(i -> BareJid.parse("u" + i + "@org.example"))
                .toArray(BareJid[]::new);
        Resource resource = new Resource("desk");
        this.devices = Arrays.stream(accounts).map(a -> a.with(resource)).toArray(FullJid[]::new);
    }

    private static int[][] contacts(int people, Chance chance) {
        List<List<Integer>> neighbours = new ArrayList<>();
        List<Integer> ends = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            neighbours.add(new ArrayList<>());
            int wanted = Math.min(i, chance.is(LINKS - Math.floor(LINKS)) ? (int) LINKS + 1 : (int) LINKS);
            Set<Integer> chosen = new HashSet<>();
            int before = -1;
            for (int tries = 0; chosen.size() < wanted && tries < 100; tries++) {
                List<Integer> friends = before < 0 ? List.of() : neighbours.get(before);
                boolean isTriangle = !friends.isEmpty() && chance.is(TRIANGLES);
                int other = isTriangle
                        ? friends.get(chance.below(friends.size()))
                        : ends.isEmpty() || chance.is(0.25)
                                ? chance.below(Math.max(1, i))
                                : ends.get(chance.below(ends.size()));
                if (other != i && chosen.add(other)) {
                    before = other;
                }
            }
            for (int other : chosen) {
                neighbours.get(i).add(other);
                neighbours.get(other).add(i);
                ends.add(i);
                ends.add(other);
            }
        }
        return directed(neighbours, chance);
    }

    private static int[][] directed(List<List<Integer>> neighbours, Chance chance) {
        List<List<Integer>> lists = new ArrayList<>();
        neighbours.forEach(n -> lists.add(new ArrayList<>()));
        for (int one = 0; one < neighbours.size(); one++) {
            for (int other : neighbours.get(one)) {
                if (one < other) {
                    boolean isMutual = chance.is(MUTUAL);
                    boolean isMine = isMutual || chance.is(0.5);
                    if (isMine) {
                        lists.get(one).add(other);
                    }
                    if (isMutual || !isMine) {
                        lists.get(other).add(one);
                    }
                }
            }
        }
        return lists.stream().map(list -> shuffled(list, chance)).toArray(int[][]::new);
    }

    private static int[] shuffled(List<Integer> list, Chance chance) {
        int[] all = list.stream().mapToInt(i -> i).toArray();
        for (int i = all.length - 1; i > 0; i--) {
            int j = chance.below(i + 1);
            int kept = all[i];
            all[i] = all[j];
            all[j] = kept;
        }
        return all;
    }

    /// A room has a person as its centre and some of the contacts around it, and others.
    private static int[][] rooms(int people, int rooms, Chance chance) {
        int[][] members = new int[rooms][];
        for (int room = 0; room < rooms; room++) {
            int size = (int) Math.clamp(chance.logNormal(PEOPLE_OF_A_ROOM * 0.8, 0.6), 3, 150);
            members[room] = IntStream.generate(() -> chance.below(people))
                    .distinct()
                    .limit(Math.min(size, people))
                    .toArray();
        }
        return members;
    }

    private static int[][] inverse(int people, int[][] members) {
        List<List<Integer>> of = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            of.add(new ArrayList<>());
        }
        for (int room = 0; room < members.length; room++) {
            for (int person : members[room]) {
                of.get(person).add(room);
            }
        }
        return of.stream().map(list -> list.stream().mapToInt(i -> i).toArray()).toArray(int[][]::new);
    }

    double meanContacts() {
        return Arrays.stream(contacts).mapToInt(c -> c.length).average().orElse(0);
    }

    double mutual() {
        List<Set<Integer>> sets = Arrays.stream(contacts)
                .map(c -> Arrays.stream(c).boxed().collect(java.util.stream.Collectors.toSet()))
                .toList();
        long mutual = 0;
        for (int i = 0; i < people; i++) {
            for (int other : contacts[i]) {
                mutual += sets.get(other).contains(i) ? 1 : 0;
            }
        }
        return mutual / (meanContacts() * people);
    }
}
