// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.address;

import im.wardroom.guard.Mode;
import im.wardroom.xmpp.address.BareJid;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// Between whom devices may connect directly, and by way of whom otherwise.
///
/// @param lan ranges of addresses; two devices within the same one may connect to each other
/// @param relays names, addresses and ranges of relays that may be named to anybody, however private they look
/// @param onlyTheseRelays no other relay may be named; without, any with a public address may
/// @param exempt whose stanzas pass as they are: bridges of conferences and the like
public record AddressRules(
        Mode mode, List<Network> lan, Set<String> relays, boolean onlyTheseRelays, Set<BareJid> exempt) {

    /// Nothing is a LAN, so nobody connects directly.
    public static final AddressRules DEFAULT = new AddressRules(Mode.ENFORCE, List.of(), Set.of(), false, Set.of());

    public AddressRules {
        lan = List.copyOf(lan);
        relays = relays.stream()
                .map(relay -> relay.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        exempt = Set.copyOf(exempt);
    }

    /// The same with more relays.
    public AddressRules knowing(Set<String> more) {
        Set<String> all = new HashSet<>(relays);
        more.forEach(relay -> all.add(relay.strip().toLowerCase(Locale.ROOT)));
        return new AddressRules(mode, lan, all, onlyTheseRelays, exempt);
    }

    /// Whether a relay is one of those that are named.
    boolean isRelay(String host) {
        String name = host.strip().toLowerCase(Locale.ROOT);
        if (relays.contains(name)) {
            return true;
        }
        InetAddress address = Network.literal(name).orElse(null);
        return address != null
                && relays.stream()
                        .anyMatch(relay -> Network.literal(network(relay)).isPresent()
                                && Network.parse(relay).contains(address));
    }

    private static String network(String relay) {
        int slash = relay.indexOf('/');
        return slash < 0 ? relay : relay.substring(0, slash);
    }
}
