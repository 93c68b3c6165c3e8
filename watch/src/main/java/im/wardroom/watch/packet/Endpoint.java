// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.packet;

import org.jspecify.annotations.Nullable;

/// An address and a port. It is looked up for most flows: what Java makes up by itself for records is made anew at each
/// start and is slow there, so `equals` and `hashCode` are written out.
public record Endpoint(long high, long low, int port) {

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Endpoint endpoint
                && low == endpoint.low
                && port == endpoint.port
                && high == endpoint.high;
    }

    @Override
    public int hashCode() {
        return 31 * Address.hash(high, low) + port;
    }
}
