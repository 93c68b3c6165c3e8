// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.packet;

import java.util.Map;

/// Moves servers to other ports, as their operators do where the usual ones are closed.
public final class Moving {

    /// A server's port.
    public record Place(String address, int port, boolean tcp) {}

    private final Map<Place, Integer> ports;

    public Moving(Map<Place, Integer> ports) {
        this.ports = Map.copyOf(ports);
    }

    public void move(Segment segment) {
        segment.sourcePort = port(segment.sourceHigh, segment.sourceLow, segment.sourcePort, segment.isTcp());
        segment.targetPort = port(segment.targetHigh, segment.targetLow, segment.targetPort, segment.isTcp());
    }

    private int port(long high, long low, int port, boolean tcp) {
        return ports.getOrDefault(new Place(new Address(high, low).toString(), port, tcp), port);
    }
}
