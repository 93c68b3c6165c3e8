// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.block;

import static im.wardroom.watch.block.Rulings.body;
import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.watch.packet.Address;
import im.wardroom.watch.service.Directory;
import im.wardroom.watch.service.Entry;
import im.wardroom.watch.service.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// For directories that nobody would write: what the directory says is what each format does.
class ModelsTest {

    private static final int ROUNDS = 100;
    private static final String[] WHOSE = {"irc", "mumble", "-", "allowed"};

    private final Selection selection = new Selection(Set.of(Service.IRC), false);

    @Test
    void everyDeniedNameIsDeniedAndEveryOtherOnePasses() {
        long seed = System.nanoTime();
        System.out.println("ModelsTest, names: seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            String lines = names(random);
            Directory directory = Rulings.directory(lines);
            Rules rules = RuleBook.rules(directory, selection, List.of());
            Models models = Models.of(rules);
            for (String name : Stream.generate(() -> name(random)).limit(60).toList()) {
                boolean denied = directory.host(name).filter(this::denies).isPresent();
                models.check(name, denied, lines);
            }
        }
    }

    private boolean denies(Entry entry) {
        return selection.verdict(entry).isDeny();
    }

    private record Models(Model zone, Model squid, Model suricata, Model hosts) {

        static Models of(Rules rules) {
            return new Models(
                    Model.zone(body(new ResponsePolicyZone(Rulings.NOW), rules)),
                    Model.squid(body(new SquidRules(), rules)),
                    Model.suricata(body(new SuricataRules(Action.DROP, Sids.DEFAULT), rules)),
                    Model.hosts(body(new HostsFile(), rules)));
        }

        void check(String name, boolean denied, String lines) {
            assertThat(zone.denies(name))
                    .as(() -> "zone: " + name + " with\n" + lines)
                    .isEqualTo(denied);
            assertThat(squid.denies(name))
                    .as(() -> "squid: " + name + " with\n" + lines)
                    .isEqualTo(denied);
            assertThat(suricata.denies(name))
                    .as(() -> "suricata: " + name + " with\n" + lines)
                    .isEqualTo(denied);
            // It knows single names only: what it has must be denied, and what is listed and denied it must have.
            assertThat(hosts.denies(name))
                    .as(() -> "hosts: " + name + " with\n" + lines)
                    .isEqualTo(denied && lines.contains(" " + name + " "));
        }
    }

    private static String names(Random random) {
        StringBuilder lines = new StringBuilder();
        int count = 1 + random.nextInt(14);
        for (int i = 0; i < count; i++) {
            lines.append(random.nextInt(3) > 0 ? "host " : "exact ")
                    .append(name(random))
                    .append(' ');
            lines.append(whose(random)).append('\n');
        }
        return lines.toString();
    }

    private static String whose(Random random) {
        return WHOSE[random.nextInt(WHOSE.length)] + " use " + (random.nextInt(4) > 0 ? "own" : "shared");
    }

    /// So few that they are often one below another.
    private static String name(Random random) {
        StringBuilder name = new StringBuilder("example");
        int labels = 1 + random.nextInt(5);
        for (int i = 0; i < labels; i++) {
            name.insert(0, (char) ('a' + random.nextInt(2)) + ".");
        }
        return name.toString();
    }

    @Test
    void everyDeniedAddressIsInANetworkAndEveryOtherOneInNone() {
        long seed = System.nanoTime();
        System.out.println("ModelsTest, networks: seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            StringBuilder lines = new StringBuilder();
            int count = 1 + random.nextInt(14);
            for (int i = 0; i < count; i++) {
                lines.append("network ")
                        .append(network(random))
                        .append(' ')
                        .append(whose(random))
                        .append('\n');
            }
            Directory directory = Rulings.directory(lines.toString());
            Rules rules = RuleBook.rules(directory, selection, List.of());
            List<Network> denied =
                    rules.networks().stream().map(DeniedNetwork::network).toList();
            for (int i = 0; i < 60; i++) {
                Address address = address(random);
                assertThat(Model.denies(denied, address))
                        .as(() -> address + " with\n" + lines)
                        .isEqualTo(directory
                                .address(address.high(), address.low())
                                .filter(this::denies)
                                .isPresent());
            }
            assertDisjoint(denied, lines);
            FormatsTest.formats()
                    .filter(format -> !(format instanceof HostsFile))
                    .forEach(format -> assertThat(Model.networks(body(format, rules)))
                            .as(() -> format + " with\n" + lines)
                            .containsExactlyInAnyOrderElementsOf(denied));
        }
    }

    private static void assertDisjoint(List<Network> networks, Object lines) {
        List<Network> sorted = new ArrayList<>(networks);
        sorted.sort(null);
        for (int i = 1; i < sorted.size(); i++) {
            assertThat(sorted.get(i - 1).holds(sorted.get(i)))
                    .as(() -> "in one another, with\n" + lines)
                    .isFalse();
        }
    }

    private static Address address(Random random) {
        int last = random.nextInt(256);
        return random.nextBoolean()
                ? Address.ofV4(203 << 24 | 113 << 8 | last)
                : new Address(0x2001_0db8_0000_0000L, (long) last << 56);
    }

    private static Network network(Random random) {
        Network host = Network.of(address(random));
        return host.within(128 - (host.isV4() ? 0 : 56) - random.nextInt(9));
    }
}
