// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.resolve;

import im.wardroom.watch.block.Network;
import im.wardroom.watch.packet.Address;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Networks of which it is known that many sites share each address.
final class Clouds {

    private static final String FILE = "clouds.tsv";

    private final Map<Network, String> owners = new HashMap<>();

    private Clouds() {}

    static Clouds standard() {
        Clouds clouds = new Clouds();
        try (InputStream in = Clouds.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("the list of shared networks is missing");
            }
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .forEach(fields -> clouds.owners.put(Network.parse(fields[0]), fields[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
