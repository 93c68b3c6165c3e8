// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.block;

import static im.wardroom.watch.block.Rulings.body;
import static im.wardroom.watch.block.Rulings.rules;
import static im.wardroom.watch.block.Rulings.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.wardroom.watch.service.Service;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FormatsTest {

    private static final String OURS = """
            host deep.free.ti.chat.example -
            exact one.chat.example -
            host chat.example mumble chat own
            exact alone.example mumble chat own
            network 2001:db8:0:1::/64 mumble chat own
            network 203.0.113.0/24 mumble chat own
            """;

    private final Rules rules = rules(OURS, Service.MUMBLE);

    static Stream<RuleFormat> formats() {
        return Stream.of(
                new Nftables(Action.REJECT),
                new ResponsePolicyZone(Rulings.NOW),
                new SquidRules(),
                new SuricataRules(Action.DROP, Sids.DEFAULT),
                new HostsFile());
    }

    @Test
    void theHeadSaysWhatAnAdministratorMustKnow() {
        formats()
                .forEach(format -> assertThat(text(format, rules))
                        .contains("Written by Wardroom's watch, 2026-03-02T08:11:04Z, with", "wardroom watch block\n")
                        .contains("Load:", "Undo:", "Not stopped:"));
    }

    @Test
    void theSameRulesAreTheSameText() {
        String shuffled = OURS.lines().sorted().reduce("", (all, line) -> all + line + "\n");

        formats()
                .forEach(format -> assertThat(text(format, rules(shuffled, Service.MUMBLE)))
                        .isEqualTo(text(format, rules)));
    }

    @Test
    void whatIsLeftOutIsInTheHead() {
        Rules shared = rules("""
                host sites.example mumble chat shared
                network 198.51.100.0/24 mumble chat shared
                network 203.0.113.0/24 mumble chat own
                """, Service.MUMBLE);

        formats().forEach(format -> {
            String name = format.comment() + "   mumble sites.example: shared with other sites";
            String network = format.comment() + "   mumble 198.51.100.0/24: shared with other sites";
            assertThat(text(format, shared).contains(name)).isEqualTo(!(format instanceof Nftables));
            assertThat(text(format, shared).contains(network)).isEqualTo(!(format instanceof HostsFile));
        });
    }

    @Test
    void aCommandCannotLeaveItsComment() {
        formats().forEach(format -> {
            String text = new RuleFile(format, rules, Rulings.NOW, "block --output 'a\nb\\\r\u2028ä\\").text();
            assertThat(text).contains("  block --output 'a?b?????\n");
            assertThat(text.chars().filter(letter -> letter == '\\')).isEmpty();
        });
    }

    @Test
    void aZoneDeniesAllBelowANameThoughExceptionsEndItsWildcard() {
        List<String> zone = body(new ResponsePolicyZone(Rulings.NOW), rules);

        assertThat(zone)
                .contains("$TTL 300", "@ SOA localhost. root.localhost. 1772439064 3600 900 2592000 300")
                .contains("chat.example CNAME .", "*.chat.example CNAME .", "alone.example CNAME .")
                .doesNotContain("*.alone.example CNAME .")
                .contains("ti.chat.example CNAME .", "*.free.ti.chat.example CNAME .")
                .contains("deep.free.ti.chat.example CNAME rpz-passthru.")
                .contains("*.deep.free.ti.chat.example CNAME rpz-passthru.")
                .contains("one.chat.example CNAME rpz-passthru.", "*.one.chat.example CNAME .")
                .contains("24.0.113.0.203.rpz-ip CNAME .", "64.zz.1.0.db8.2001.rpz-ip CNAME .");
    }

    @Test
    void aProxyOnlyEverDenies() {
        List<String> lines = body(new SquidRules(), rules);

        assertThat(lines)
                .contains("acl wardroom_deny_1 dstdomain -n .chat.example")
                .contains("acl wardroom_deny_1 dstdomain -n alone.example")
                .contains("acl wardroom_pass_2 dstdomain -n one.chat.example")
                .contains("http_access deny wardroom_deny_1 !wardroom_pass_2")
                .contains("http_access deny wardroom_networks !wardroom_pass_2")
                .noneMatch(line -> line.contains("allow"));
    }

    @Test
    void aHostsFileHasEachNameTwice() {
        Rules more = rules("host sub.chat.example mumble chat own\n" + OURS, Service.MUMBLE);

        assertThat(body(new HostsFile(), more))
                .contains("0.0.0.0 chat.example", ":: chat.example", "0.0.0.0 sub.chat.example")
                .noneMatch(line -> line.contains("one.chat.example"));
        assertThat(text(new HostsFile(), more)).contains("a hosts file cannot deny what is below a name");
    }

    @Test
    void anAlertOfSuricataHoldsItsExceptions() {
        assertThat(body(new SuricataRules(Action.ALERT, new Sids(5_000_000, 5_001_000)), rules))
                .anyMatch(line ->
                        line.startsWith("alert tls any any -> any any (msg:\"Wardroom watch: mumble .chat.example"
                                + " in tls.sni\"; tls.sni; dotprefix; content:\".chat.example\"; endswith; nocase;"
                                + " content:!\".one.chat.example\"; startswith; endswith; nocase;"
                                + " content:!\".deep.free.ti.chat.example\"; endswith; nocase; classtype:"))
                .anyMatch(line -> line.startsWith("alert ip any any -> [203.0.113.0/24,2001:db8:0:1::/64] any"));
    }

    @Test
    void aRuleKeepsItsNumberWhateverElseIsDenied() {
        SuricataRules format = new SuricataRules(Action.DROP, Sids.DEFAULT);
        List<String> all = body(format, rules(OURS, Service.values()));

        assertThat(all).containsAll(body(format, rules));
        Set<String> sids = new HashSet<>();
        assertThat(all).allMatch(line -> sids.add(line.replaceAll(".* sid:(\\d+);.*", "$1")));
    }

    @Test
    void aRangeOfSidsThatIsTooSmallIsRefused() {
        assertThatThrownBy(() -> text(new SuricataRules(Action.DROP, new Sids(1, 9)), rules))
                .hasMessageContaining("the range of sids is too small");
        assertThatThrownBy(() -> Sids.parse("9-1")).hasMessageContaining("the lower one first");
        assertThatThrownBy(() -> Sids.parse("many")).hasMessageContaining("not many");
        assertThat(Sids.parse("7-8")).isEqualTo(new Sids(7, 8));
    }

    @Test
    void aFirewallHasNoAlerts() {
        assertThatThrownBy(() -> new Nftables(Action.ALERT)).hasMessageContaining("reject or drop");
    }
}
