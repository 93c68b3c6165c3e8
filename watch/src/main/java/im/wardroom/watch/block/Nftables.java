// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.block;

import im.wardroom.watch.service.Service;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// A table of its own for the firewall of Linux, which takes the place of an earlier one in one step. It denies
/// addresses on all ports, because messengers try all of them.
public final class Nftables implements RuleFormat {

    private static final String TABLE = "table inet wardroom_watch";

    private final Action action;

    /// @param action to reject or to drop: a firewall has no alerts
    public Nftables(Action action) {
        if (action == Action.ALERT) {
            throw new IllegalArgumentException("nftables can reject or drop, not alert");
        }
        this.action = action;
    }

    @Override
    public String comment() {
        return "#";
    }

    @Override
    public Advice advice(Rules rules) {
        return new Advice(
                List.of(
                        "nft -c -f FILE checks it, nft -f FILE loads it, again whenever it changes: it takes its own",
                        "earlier table's place in one step and touches no other table.",
                        "On a router it is about what is forwarded and what the router itself sends."),
                List.of("nft delete table inet wardroom_watch"),
                List.of(
                        "Services without addresses of their own, which are at clouds that others use, too: nftables",
                        "cannot match names. Let a resolver deny them beside this (--format dns-rpz).",
                        "VPNs, proxies elsewhere, and what a bridge carries past the hooks of inet."));
    }

    @Override
    public void write(Rules rules, StringBuilder text) {
        List<Network> four = rules.networks(true);
        List<Network> six = rules.networks(false);
        text.append(TABLE)
                .append("\ndelete ")
                .append(TABLE)
                .append("\n\n")
                .append(TABLE)
                .append(" {\n");
        set(text, "denied4", "ipv4_addr", four);
        set(text, "denied6", "ipv6_addr", six);
        text.append("    chain deny {\n");
        if (action == Action.REJECT) {
            text.append("        meta l4proto tcp counter reject with tcp reset\n");
            text.append("        counter reject with icmpx admin-prohibited\n");
        } else {
            text.append("        counter drop\n");
        }
        text.append(
                "    }\n\n    chain forward {\n        type filter hook forward priority filter - 1; policy accept;\n");
        matches(text, "daddr", "goto deny", four, six);
        matches(text, "saddr", "counter drop", four, six);
        text.append(
                "    }\n\n    chain output {\n        type filter hook output priority filter - 1; policy accept;\n");
        matches(text, "daddr", "goto deny", four, six);
        text.append("    }\n}\n");
    }

    private static void set(StringBuilder text, String name, String type, List<Network> networks) {
        if (networks.isEmpty()) {
            return;
        }
        text.append("    set ")
                .append(name)
                .append(" {\n        type ")
                .append(type)
                .append("\n        flags interval\n")
                .append("        elements = {\n            ")
                .append(networks.stream().map(Network::toString).collect(Collectors.joining(",\n            ")))
                .append("\n        }\n    }\n\n");
    }

    private static void matches(
            StringBuilder text, String field, String verdict, List<Network> four, List<Network> six) {
        if (!four.isEmpty()) {
            text.append("        ip ")
                    .append(field)
                    .append(" @denied4 ")
                    .append(verdict)
                    .append('\n');
        }
        if (!six.isEmpty()) {
            text.append("        ip6 ")
                    .append(field)
                    .append(" @denied6 ")
                    .append(verdict)
                    .append('\n');
        }
    }

    @Override
    public Set<Service> stopped(Rules rules) {
        return rules.servicesByAddress();
    }

    @Override
    public List<LeftOut> leftOut(Rules rules) {
        return rules.leftOut().stream().filter(left -> !left.isName()).toList();
    }
}
