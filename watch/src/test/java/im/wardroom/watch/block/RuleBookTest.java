// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.block;

import static im.wardroom.watch.block.Rulings.rules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.wardroom.watch.packet.Address;
import im.wardroom.watch.service.Service;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RuleBookTest {

    private static final String OURS = """
            host chat.example irc chat own
            host free.chat.example -
            host help.chat.example allowed
            host irc.help.chat.example irc chat own
            host sites.example irc chat shared
            network 203.0.113.0/24 irc chat own
            network 203.0.113.64/26 allowed
            network 198.51.100.0/24 irc chat shared
            """;

    private static Address address(String text) {
        return Address.of(InetAddress.ofLiteral(text));
    }

    private static Rules resolved(boolean isForced, Resolved... resolved) {
        return RuleBook.rules(Rulings.directory(OURS), new Selection(Set.of(Service.IRC), isForced), List.of(resolved));
    }

    private static List<String> networks(Rules rules) {
        return rules.networks().stream()
                .map(denied -> denied.network().toString())
                .toList();
    }

    private static Stream<String> written(Stream<NameRule> rules) {
        return rules.map(rule -> rule.name().text()).filter(name -> name.endsWith("example"));
    }

    @Test
    void theLongestNameDecidesAndWhatChangesNothingIsLeftOut() {
        NameRules names =
                rules(OURS + "host more.chat.example irc file own", Service.IRC).names();

        assertThat(written(names.denied().stream())).containsExactly("chat.example", "irc.help.chat.example");
        assertThat(written(names.passed().stream())).containsExactly("free.chat.example", "help.chat.example");
    }

    @Test
    void whatIsAllowedIsCutOutOfNetworks() {
        assertThat(networks(rules(OURS, Service.IRC))).containsExactly("203.0.113.0/26", "203.0.113.128/25");
    }

    @Test
    void networksSideBySideAreOne() {
        assertThat(networks(rules("""
                        network 203.0.113.0/25 irc chat own
                        network 203.0.113.128/25 irc chat own
                        network 2001:db8::/33 irc chat own
                        network 2001:db8:8000::/33 irc chat own
                        """, Service.IRC))).containsExactly("203.0.113.0/24", "2001:db8::/32");
    }

    @Test
    void whatIsSharedIsLeftOutAndSaid() {
        assertThat(rules(OURS, Service.IRC).leftOut())
                .extracting(LeftOut::what)
                .containsExactly("sites.example", "198.51.100.0/24");
    }

    @Test
    void whatIsSharedIsDeniedByForce() {
        Rules rules = resolved(true);

        assertThat(rules.leftOut()).isEmpty();
        assertThat(written(rules.names().denied().stream())).contains("sites.example");
        assertThat(networks(rules)).contains("198.51.100.0/24");
    }

    @Test
    void aLaterLineTakesThePlaceOfAnEarlierOne() {
        Rules rules = rules("""
                host chat.example irc chat own
                network 2001:db8:0::/48 irc chat own
                host chat.example -
                network 2001:db8::/48 -
                """, Service.IRC);

        assertThat(written(rules.names().rules().stream())).isEmpty();
        assertThat(rules.networks()).isEmpty();
    }

    @Test
    void anAddressOfANameIsDeniedIfItIsItsOwn() {
        assertThat(networks(resolved(false, new Resolved(new Name("a.chat.example"), address("192.0.2.5"), true, ""))))
                .contains("192.0.2.5/32");
    }

    @Test
    void anAddressThatOthersHaveIsDeniedByForceOnly() {
        Resolved shared = new Resolved(new Name("chat.example"), address("192.0.2.5"), false, "at a cloud");

        assertThat(networks(resolved(false, shared))).doesNotContain("192.0.2.5/32");
        assertThat(resolved(false, shared).leftOut())
                .contains(new LeftOut(Service.IRC, false, "192.0.2.5 (chat.example)", "at a cloud"));
        assertThat(networks(resolved(true, shared))).contains("192.0.2.5/32");
    }

    @Test
    void anAddressThatAnExceptionHasAsWellIsNotDenied() {
        Rules rules = resolved(
                false,
                new Resolved(new Name("chat.example"), address("192.0.2.5"), true, ""),
                new Resolved(new Name("www.free.chat.example"), address("192.0.2.5"), false, ""));

        assertThat(networks(rules)).doesNotContain("192.0.2.5/32");
        assertThat(rules.leftOut())
                .extracting(LeftOut::why)
                .contains("that name has this address, too, and is not of the service");
    }

    @Test
    void anAddressThatASharedNameHasAsWellIsDeniedByForceOnly() {
        Resolved own = new Resolved(new Name("chat.example"), address("192.0.2.5"), true, "");
        Resolved shared = new Resolved(new Name("www.sites.example"), address("192.0.2.5"), false, "");

        assertThat(networks(resolved(false, own, shared))).doesNotContain("192.0.2.5/32");
        assertThat(networks(resolved(true, own, shared))).contains("192.0.2.5/32");
    }

    @Test
    void anAddressThatSeveralServicesHaveIsNobodysOwn() {
        // As where the name server sends everybody to a page of its own.
        List<Resolved> resolved = List.of(
                new Resolved(new Name("slack.com"), address("192.0.2.5"), true, ""),
                new Resolved(new Name("signal.org"), address("192.0.2.5"), true, ""));
        Rules rules = RuleBook.rules(
                Rulings.directory(""), new Selection(Set.of(Service.SLACK, Service.SIGNAL), false), resolved);

        assertThat(rules.networks()).isEmpty();
        assertThat(rules.leftOut()).extracting(LeftOut::why).containsOnly("several services have this address");
    }

    @Test
    void anAddressInTheOrganisationsNetworkIsNeverDenied() {
        // Whoever has the name may let it point there.
        assertThat(networks(resolved(true, new Resolved(new Name("chat.example"), address("203.0.113.65"), true, ""))))
                .containsExactly("198.51.100.0/24", "203.0.113.0/26", "203.0.113.128/25");
    }

    @Test
    void anAddressOfANameThatIsNotChosenIsNotDenied() {
        assertThat(networks(resolved(
                        true,
                        new Resolved(new Name("slack.com"), address("192.0.2.5"), true, ""),
                        new Resolved(new Name("unknown.example"), address("192.0.2.6"), true, ""))))
                .containsExactly("198.51.100.0/24", "203.0.113.0/26", "203.0.113.128/25");
    }

    @Test
    void whatWouldCutOffMuchMoreIsRefused() {
        assertThatThrownBy(() -> rules("network 0.0.0.0/1 irc chat own", Service.IRC))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0.0.0.0/1 is wider than any service");
        assertThatThrownBy(() -> rules("network ::/0 irc chat own", Service.IRC))
                .hasMessageContaining("::/0 is wider than any service");
        assertThatThrownBy(() -> rules("host com irc chat own", Service.IRC))
                .hasMessageContaining("\"com\" is a whole top-level domain");
        assertThat(rules("host corp allowed\nnetwork 0.0.0.0/0 allowed", Service.IRC)
                        .networks())
                .isEmpty();
    }

    @Test
    void whatIsNoNameIsRefused() {
        for (String name : List.of(
                "a;b.example",
                "a\"b.example",
                "a{b.example",
                "a'b.example",
                "a#b.example",
                "a\\b.example",
                "-n.example",
                "a..example",
                ".example",
                "example.",
                "*.example",
                "192.0.2.1",
                "32.1.2.0.192.rpz-ip",
                "a\u2028b.example",
                "ä.example",
                "a$b.example",
                "x".repeat(64) + ".example",
                "x.".repeat(100) + "example")) {
            assertThatThrownBy(() -> rules("host " + name + " irc chat own", Service.IRC))
                    .as(name)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
