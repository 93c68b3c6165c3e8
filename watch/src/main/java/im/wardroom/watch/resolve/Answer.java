// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.resolve;

import im.wardroom.watch.packet.Address;
import java.util.List;

/// What a name server says of a name.
public sealed interface Answer {

    /// @param aliases the names that led to the addresses, in their order
    /// @param isComplete whether both kinds of addresses were told
    record Found(List<Address> addresses, List<String> aliases, boolean isComplete) implements Answer {
        public Found {
            addresses = List.copyOf(addresses);
            aliases = List.copyOf(aliases);
        }
    }

    /// The name is there and has no address.
    record NoAddress() implements Answer {}

    /// NXDOMAIN.
    record NoSuchName() implements Answer {}

    /// Nobody knows: the server failed, refused, or said nothing.
    record Failed(String why) implements Answer {}
}
