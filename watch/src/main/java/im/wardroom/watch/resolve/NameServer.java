// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.resolve;

import im.wardroom.watch.packet.Address;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.ResolverConfig;

/// Asks name servers, one after the other until one answers. For any thread.
public interface NameServer {

    /// The addresses of a name.
    Answer addresses(String name);

    /// What an address is called; empty if it has no name, or if nobody says.
    Optional<String> nameOf(Address address);

    /// Those that this machine asks.
    static NameServer ofThisMachine(Duration patience) {
        return at(ResolverConfig.getCurrentConfig().servers(), patience);
    }

    static NameServer at(List<InetSocketAddress> servers, Duration patience) {
        return new DnsServer(servers, patience);
    }
}
