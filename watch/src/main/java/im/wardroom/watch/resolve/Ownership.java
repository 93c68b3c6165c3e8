// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.resolve;

import im.wardroom.watch.packet.Address;
import im.wardroom.watch.service.Directory;
import im.wardroom.watch.service.Entry;
import im.wardroom.watch.service.Service;
import java.util.List;
import java.util.Optional;

/// Decides whether an address is a service's own. Whoever controls a name can point it anywhere, so an address is not
/// the service's own as soon as anything says that others are there.
final class Ownership {

    private final Directory directory;
    private final NameServer server;
    private final Clouds clouds;

    Ownership(Directory directory, NameServer server, Clouds clouds) {
        this.directory = directory;
        this.server = server;
        this.clouds = clouds;
    }

    /// Why others are at the address as well; empty if nothing says so.
    ///
    /// @param aliases that led from the service's name to the address
    Optional<String> shared(Service service, List<String> aliases, Address address) {
        if (isSpecial(address)) {
            return Optional.of("no public address");
        }
        if (directory.allows(address.high(), address.low())) {
            return Optional.of("the organisation's own network");
        }
        Optional<Entry> network = directory.address(address.high(), address.low());
        if (network.isPresent()) {
            Entry entry = network.get();
            return entry.isOwn() && entry.service().equals(Optional.of(service))
                    ? Optional.empty()
                    : Optional.of("in a network that is shared, or of another service: " + entry.value());
        }
        return aliases.stream()
                .filter(alias -> !isOf(service, alias))
                .findFirst()
                .map(alias -> "an alias of " + alias)
                .or(() -> clouds.owner(address).map(owner -> "at " + owner))
                .or(() -> server.nameOf(address)
                        .filter(name -> !isOf(service, name))
                        .map(name -> "called " + name));
    }

    private boolean isOf(Service service, String name) {
        return directory.host(name).flatMap(Entry::service).equals(Optional.of(service));
    }

    /// Loopback, private, link-local, multicast and the like (RFC 6890): no service is there.
    private static boolean isSpecial(Address address) {
        if (!address.isV4()) {
            // Only 2000::/3 is given out.
            return address.high() >>> 61 != 1;
        }
        int first = (int) (address.low() >>> 24 & 0xff);
        int second = (int) (address.low() >>> 16 & 0xff);
        return first == 0
                || first == 10
                || first == 127
                || first >= 224
                || first == 100 && second >= 64 && second < 128
                || first == 169 && second == 254
                || first == 172 && second >= 16 && second < 32
                || first == 192 && second == 168;
    }
}
