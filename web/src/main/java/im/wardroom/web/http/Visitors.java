// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.http;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The connections that are not streams, or not yet: bounded, so that a crowd of them keeps nobody out. Thread-safe.
final class Visitors {

    private final int maximum;
    private final int maximumPerAddress;
    private final LinkedHashMap<HttpConnection, InetAddress> present = new LinkedHashMap<>();
    private final Map<InetAddress, Integer> byAddress = new HashMap<>();

    Visitors(int maximum, int maximumPerAddress) {
        this.maximum = maximum;
        this.maximumPerAddress = maximumPerAddress;
    }

    /// False if too many of this address are here already. The oldest of all is shown out when the house is full.
    boolean enter(HttpConnection visitor, InetAddress address) {
        HttpConnection oldest = null;
        synchronized (this) {
            if (byAddress.getOrDefault(address, 0) >= maximumPerAddress) {
                return false;
            }
            if (present.size() >= maximum) {
                oldest = present.firstEntry().getKey();
                leave(oldest);
            }
            present.put(visitor, address);
            byAddress.merge(address, 1, Integer::sum);
        }
        if (oldest != null) {
            oldest.crowdedOut();
        }
        return true;
    }

    /// May be called again.
    synchronized void leave(HttpConnection visitor) {
        @Nullable InetAddress address = present.remove(visitor);
        if (address != null) {
            byAddress.computeIfPresent(address, (a, count) -> count > 1 ? count - 1 : null);
        }
    }
}
