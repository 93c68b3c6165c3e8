// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.block;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A zone of policies for resolvers: denied names do not exist, and answers with denied addresses are none. Wildcards
/// end where any name below them is written (RFC 4592 §2.2.2), so what is between two rules is written as well.
public final class ResponsePolicyZone implements RuleFormat {

    private static final String DENY = "CNAME .";
    private static final String PASS = "CNAME rpz-passthru.";

    private final Instant time;

    /// @param time becomes the serial number: a later zone has a higher one
    public ResponsePolicyZone(Instant time) {
        this.time = time;
    }

    @Override
    public String comment() {
        return ";";
    }

    @Override
    public Advice advice(Rules rules) {
        return new Advice(
                List.of(
                        "unbound: module-config: \"respip validator iterator\" in its server clause, and",
                        "    rpz:",
                        "        name: wardroom.rpz",
                        "        zonefile: FILE",
                        "then unbound-control auth_zone_reload wardroom.rpz whenever it changes, or a restart.",
                        "BIND: response-policy { zone \"wardroom.rpz\"; }; in its options, and",
                        "    zone \"wardroom.rpz\" { type primary; file \"FILE\"; allow-query { none; }; };",
                        "then rndc reload wardroom.rpz."),
                List.of("Take these lines out of the resolver's configuration and restart it."),
                List.of(
                        "Who asks another resolver: let the firewall pass port 53 and 853 from your resolvers only.",
                        "DNS over HTTPS looks like any web site; Firefox leaves it off where use-application-dns.net",
                        "does not exist (a line of your own in this zone), other browsers need their policy set.",
                        "Programs that know addresses (Telegram does): let a firewall deny these beside this",
                        "(--format nftables). VPNs, and proxies elsewhere."));
    }

    @Override
    public void write(Rules rules, StringBuilder text) {
        text.append("$TTL 300\n@ SOA localhost. root.localhost. ")
                .append(time.getEpochSecond() & 0xffff_ffffL)
                .append(" 3600 900 2592000 300\n@ NS localhost.\n\n");
        owners(rules.names())
                .forEach((owner, verdict) -> text.append(owner)
                        .append(' ')
                        .append(verdict.isDeny() ? DENY : PASS)
                        .append('\n'));
        if (!rules.networks().isEmpty()) {
            text.append('\n');
        }
        for (DeniedNetwork denied : rules.networks()) {
            text.append(trigger(denied.network())).append(' ').append(DENY).append('\n');
        }
    }

    /// Each name of the zone with its verdict, in the order of the rules.
    private static Map<Owner, Verdict> owners(NameRules names) {
        Map<Owner, Verdict> owners = new TreeMap<>();
        for (NameRule rule : names.rules()) {
            if (!rule.isWide()) {
                owners.put(new Owner(rule.name(), false), rule.verdict());
            }
        }
        for (NameRule rule : names.rules()) {
            if (rule.isWide()) {
                owners.putIfAbsent(new Owner(rule.name(), false), rule.verdict());
                owners.put(new Owner(rule.name(), true), rule.verdict());
            }
        }
        for (NameRule rule : names.rules()) {
            names.around(rule).ifPresent(around -> fill(owners, rule, around));
        }
        return owners;
    }

    /// Says again what holds between a rule and the one around it.
    private static void fill(Map<Owner, Verdict> owners, NameRule rule, NameRule around) {
        if (!rule.isWide()) {
            owners.putIfAbsent(new Owner(rule.name(), true), around.verdict());
        }
        if (rule.name().equals(around.name())) {
            return;
        }
        Optional<Name> at = rule.name().parent();
        while (at.isPresent() && !at.get().equals(around.name())) {
            owners.putIfAbsent(new Owner(at.get(), false), around.verdict());
            owners.putIfAbsent(new Owner(at.get(), true), around.verdict());
            at = at.get().parent();
        }
    }

    private record Owner(Name name, boolean isWildcard) implements Comparable<Owner> {

        @Override
        public int compareTo(Owner other) {
            int byName = name.compareTo(other.name);
            return byName != 0 ? byName : Boolean.compare(isWildcard, other.isWildcard);
        }

        @Override
        public String toString() {
            return isWildcard ? "*." + name : name.text();
        }
    }

    /// `24.0.2.0.192.rpz-ip`, `32.zz.db8.2001.rpz-ip`.
    private static String trigger(Network network) {
        String first = network.first().toString();
        String[] parts = network.isV4()
                ? first.split("\\.")
                : first.replace("::", ":zz:").replaceAll("^:|:$", "").split(":");
        return network.prefix() + "." + String.join(".", Arrays.asList(parts).reversed()) + ".rpz-ip";
    }
}
