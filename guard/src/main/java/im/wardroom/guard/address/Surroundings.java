// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.address;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What may be named between two parties, given where they are. Immutable.
///
/// @param lan the declared ranges in which both of them are; nothing if they are apart
/// @param sender where the stanza comes from; null if that is not known
record Surroundings(
        AddressRules rules, List<Network> lan, @Nullable InetAddress sender) {

    private static final List<Network> NOT_PUBLIC = List.of(
            Network.parse("0.0.0.0/8"),
            Network.parse("10.0.0.0/8"),
            Network.parse("100.64.0.0/10"),
            Network.parse("127.0.0.0/8"),
            Network.parse("169.254.0.0/16"),
            Network.parse("172.16.0.0/12"),
            Network.parse("192.168.0.0/16"),
            Network.parse("224.0.0.0/3"),
            Network.parse("::/127"),
            Network.parse("fc00::/7"),
            Network.parse("fe80::/10"),
            Network.parse("ff00::/8"));

    /// @param recipients every address at which the stanza may arrive; none if they are not known
    static Surroundings of(AddressRules rules, @Nullable InetAddress sender, Collection<InetAddress> recipients) {
        List<Network> common = sender == null || recipients.isEmpty()
                ? List.of()
                : rules.lan().stream()
                        .filter(network ->
                                network.contains(sender) && recipients.stream().allMatch(network::contains))
                        .toList();
        return new Surroundings(rules, common, sender);
    }

    /// Whether one of the parties may be told to connect to the other there. Names are only those of mDNS: what
    /// another name stands for, nobody knows.
    boolean allowsDirect(String host) {
        if (lan.isEmpty()) {
            return false;
        }
        InetAddress address = Network.literal(host).orElse(null);
        if (address == null) {
            return host.strip().toLowerCase(Locale.ROOT).endsWith(".local");
        }
        return lan.stream().anyMatch(network -> network.contains(address));
    }

    /// Whether a relay there may be named. A party that calls its own address a relay is not believed.
    boolean allowsRelay(String host) {
        if (rules.isRelay(host) || allowsDirect(host)) {
            return true;
        }
        if (rules.onlyTheseRelays()) {
            return false;
        }
        InetAddress address = Network.literal(host).orElse(null);
        if (address == null) {
            return !host.strip().toLowerCase(Locale.ROOT).endsWith(".local");
        }
        return isPublic(address) && !isTheSenders(address);
    }

    private boolean isTheSenders(InetAddress address) {
        InetAddress own = sender == null ? null : Network.plainest(sender);
        return own != null
                && (own instanceof Inet4Address
                        ? own.equals(address)
                        : Network.site(own).contains(address));
    }

    private static boolean isPublic(InetAddress address) {
        return NOT_PUBLIC.stream().noneMatch(network -> network.contains(address));
    }
}
