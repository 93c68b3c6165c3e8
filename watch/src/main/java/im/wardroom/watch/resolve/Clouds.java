// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.resolve;

import im.wardroom.watch.block.Network;
import im.wardroom.watch.disk.ListFile;
import im.wardroom.watch.packet.Address;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Networks of which it is known that many sites share each address.
final class Clouds {

    private static final String FILE = "clouds.tsv";
    private static final int MOST = 10_000;

    private final Map<Network, String> owners = new HashMap<>();

    private Clouds() {}

    static Clouds standard() {
        Clouds clouds = new Clouds();
        ListFile.builtIn(Clouds.class, FILE, MOST, line -> Map.entry(Network.parse(line.field(0)), line.field(1)))
                .forEach(one -> clouds.owners.put(one.getKey(), one.getValue()));
        return clouds;
    }

    Optional<String> owner(Address address) {
        Network network = Network.of(address);
        for (int bits = network.bits(); bits >= 0; bits--) {
            String owner = owners.get(network.within(bits));
            if (owner != null) {
                return Optional.of(owner);
            }
        }
        return Optional.empty();
    }
}
