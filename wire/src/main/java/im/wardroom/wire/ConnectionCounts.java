// SPDX-License-Identifier: Apache-2.0
package im.wardroom.wire;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

/// How many connections are open, in all and from each address. Thread-safe.
final class ConnectionCounts {

    private final int maximum;
    private final int maximumPerAddress;
    private final Map<InetAddress, Integer> byAddress = new HashMap<>();
    private int open;

    ConnectionCounts(int maximum, int maximumPerAddress) {
        this.maximum = maximum;
        this.maximumPerAddress = maximumPerAddress;
    }

    /// False if the connection is one too many; otherwise it is counted until [#remove].
    synchronized boolean add(InetAddress address) {
        if (open >= maximum || byAddress.getOrDefault(address, 0) >= maximumPerAddress) {
            return false;
        }
        open++;
        byAddress.merge(address, 1, Integer::sum);
        return true;
    }

    synchronized void remove(InetAddress address) {
        open--;
        byAddress.computeIfPresent(address, (a, count) -> count > 1 ? count - 1 : null);
    }

    synchronized int open() {
        return open;
    }
}
