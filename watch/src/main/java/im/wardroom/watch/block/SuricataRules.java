// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.block;

import im.wardroom.watch.service.Service;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Rules for Suricata 7, by the names in TLS, QUIC, DNS and HTTP, on all ports. An exception is within the rule that it
/// is an exception of: a rule of its own that passes would hide a flow from all other rules as well.
public final class SuricataRules implements RuleFormat {

    /// What one rule may list.
    private static final int MOST_NETWORKS = 100;

    private static final List<Buffer> BUFFERS = List.of(
            new Buffer("tls", "tls.sni", true),
            new Buffer("quic", "quic.sni", true),
            new Buffer("http", "http.host", false),
            new Buffer("dns", "dns.query", true));

    /// Where a name is looked for.
    ///
    /// @param hasCase whether capitals are still in it
    private record Buffer(String protocol, String keyword, boolean hasCase) {}

    private final Action action;
    private final Sids sids;

    public SuricataRules(Action action, Sids sids) {
        this.action = action;
        this.sids = sids;
    }

    @Override
    public String comment() {
        return "#";
    }

    @Override
    public Advice advice(Rules rules) {
        return new Advice(
                List.of(
                        "Put the file beside the other rules and its name under rule-files in suricata.yaml;",
                        "suricata -T checks it, suricatasc -c ruleset-reload-rules loads it. Suricata 7 or later.",
                        "Drop and reject need Suricata to be in the way (NFQUEUE, or af-packet with copy-mode ips);",
                        "beside the way it can but report."),
                List.of("Take the name out of rule-files and load again."),
                List.of(
                        "Names that are hidden (Encrypted ClientHello, DNS over HTTPS), VPNs, and proxies elsewhere.",
                        "A flow by its address alone, where the service has none of its own."));
    }

    @Override
    public void write(Rules rules, StringBuilder text) {
        Sids.Numbering numbers = sids.numbering();
        for (NameRule rule : rules.names().denied()) {
            for (Buffer buffer : BUFFERS) {
                String matches = matches(buffer, rule, rules.names().exceptions(rule));
                rule(
                        text,
                        buffer.protocol() + " any any -> any any",
                        service(rule) + " " + (rule.isWide() ? "." : "") + rule.name() + " in " + buffer.keyword(),
                        matches,
                        numbers);
            }
        }
        networks(rules).forEach((service, networks) -> {
            for (int from = 0; from < networks.size(); from += MOST_NETWORKS) {
                List<String> some = networks.subList(from, Math.min(from + MOST_NETWORKS, networks.size()));
                rule(
                        text,
                        "ip any any -> [" + String.join(",", some) + "] any",
                        service.id() + " network " + (from / MOST_NETWORKS + 1),
                        "",
                        numbers);
            }
        });
    }

    private static String service(NameRule rule) {
        return rule.verdict() instanceof Verdict.Deny(Service service) ? service.id() : "";
    }

    private static Map<Service, List<String>> networks(Rules rules) {
        return rules.networks().stream()
                .collect(Collectors.groupingBy(
                        DeniedNetwork::service,
                        TreeMap::new,
                        Collectors.mapping(denied -> denied.network().toString(), Collectors.toList())));
    }

    private void rule(StringBuilder text, String header, String what, String matches, Sids.Numbering numbers) {
        text.append(action)
                .append(' ')
                .append(header)
                .append(" (msg:\"Wardroom watch: ")
                .append(what)
                .append("\"; ")
                .append(matches)
                .append("classtype:policy-violation; sid:")
                .append(numbers.sid(what))
                .append("; rev:1;)\n");
    }

    private static String matches(Buffer buffer, NameRule rule, List<NameRule> exceptions) {
        StringBuilder text =
                new StringBuilder(buffer.keyword()).append("; dotprefix; ").append(match("", buffer, rule));
        exceptions.forEach(exception -> text.append(match("!", buffer, exception)));
        return text.toString();
    }

    private static String match(String not, Buffer buffer, NameRule rule) {
        return "content:" + not + "\"." + rule.name() + "\"; "
                + (rule.isWide() ? "" : "startswith; ")
                + "endswith; "
                + (buffer.hasCase() ? "nocase; " : "");
    }
}
