// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.block;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Lines for the proxy Squid. They only ever deny: an exception is what a line does not deny, so that nobody gets
/// through who would not without them.
///
/// Squid takes no name beside a wildcard that covers it, so each step from denied to passed and back has a list of its
/// own.
public final class SquidRules implements RuleFormat {

    @Override
    public String comment() {
        return "#";
    }

    @Override
    public Advice advice(Rules rules) {
        return new Advice(
                List.of(
                        "Put the file into /etc/squid/conf.d (Debian includes what ends with .conf there), or write",
                        "include FILE before the first http_access allow of squid.conf; squid -k parse, then",
                        "squid -k reconfigure."),
                List.of("Remove the file and the include; squid -k reconfigure."),
                List.of(
                        "What does not go through the proxy: let the firewall pass nothing else to the outside.",
                        "CONNECT to a name that is not denied and something else within it: the proxy believes the name.",
                        "VPNs, and proxies elsewhere."));
    }

    @Override
    public void write(Rules rules, StringBuilder text) {
        NameRules names = rules.names();
        int deepest = names.rules().stream().mapToInt(names::depth).max().orElse(0);
        IntStream.rangeClosed(0, deepest).forEach(depth -> names(text, names, depth));
        for (DeniedNetwork denied : rules.networks()) {
            text.append("acl wardroom_networks dst ").append(denied.network()).append('\n');
        }
        text.append('\n');
        for (int depth = 1; depth <= deepest; depth += 2) {
            text.append("http_access deny ")
                    .append(list(depth))
                    .append(depth < deepest ? " !" + list(depth + 1) : "")
                    .append('\n');
        }
        if (!rules.networks().isEmpty()) {
            text.append("http_access deny wardroom_networks")
                    .append(exceptions(names, deepest))
                    .append('\n');
        }
    }

    private static void names(StringBuilder text, NameRules names, int depth) {
        for (NameRule rule : names.rules()) {
            if (names.depth(rule) == depth) {
                // -n: what is asked for by address is not looked up.
                text.append("acl ")
                        .append(list(depth))
                        .append(" dstdomain -n ")
                        .append(rule.isWide() ? "." : "")
                        .append(rule.name())
                        .append('\n');
            }
        }
    }

    private static String list(int depth) {
        return (depth % 2 == 1 ? "wardroom_deny_" : "wardroom_pass_") + depth;
    }

    private static String exceptions(NameRules names, int deepest) {
        return IntStream.rangeClosed(0, deepest)
                .filter(depth -> depth % 2 == 0)
                .filter(depth -> names.rules().stream().anyMatch(rule -> names.depth(rule) == depth))
                .mapToObj(depth -> " !" + list(depth))
                .collect(Collectors.joining());
    }
}
