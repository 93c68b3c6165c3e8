// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.http;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The connections that are not streams, or not yet: bounded, so that a crowd of them keeps nobody out. Thread-safe.
final class Visitors {

    /// @param number in the order in which they came
    private record Visit(InetAddress address, long number) {}

    private final int maximum;
    private final int maximumPerAddress;
    private final LinkedHashMap<HttpConnection, Visit> present = new LinkedHashMap<>();
    private final TreeMap<Long, HttpConnection> idle = new TreeMap<>();
    private final Map<InetAddress, Integer> byAddress = new HashMap<>();
    private long came;

    Visitors(int maximum, int maximumPerAddress) {
        this.maximum = maximum;
        this.maximumPerAddress = maximumPerAddress;
    }

    /// False if too many of this address are here already. When the house is full, the oldest that nothing is done for
    /// is shown out, and the oldest of all if something is done for everybody.
    boolean enter(HttpConnection visitor, InetAddress address) {
        HttpConnection leaving = null;
        synchronized (this) {
            if (byAddress.getOrDefault(address, 0) >= maximumPerAddress) {
                return false;
            }
            if (present.size() >= maximum) {
                leaving = (idle.isEmpty()
                        ? present.firstEntry().getKey()
                        : idle.firstEntry().getValue());
                leave(leaving);
            }
            came++;
            present.put(visitor, new Visit(address, came));
            idle.put(came, visitor);
            byAddress.merge(address, 1, Integer::sum);
        }
        if (leaving != null) {
            leaving.crowdedOut();
        }
        return true;
    }

    /// A request of it is under way.
    synchronized void busy(HttpConnection visitor) {
        Visit visit = present.get(visitor);
        if (visit != null) {
            idle.remove(visit.number());
        }
    }

    /// Its request was answered.
    synchronized void idle(HttpConnection visitor) {
        Visit visit = present.get(visitor);
        if (visit != null) {
            idle.put(visit.number(), visitor);
        }
    }

    /// May be called again.
    synchronized void leave(HttpConnection visitor) {
        @Nullable Visit visit = present.remove(visitor);
        if (visit != null) {
            idle.remove(visit.number());
            byAddress.computeIfPresent(visit.address(), (a, count) -> count > 1 ? count - 1 : null);
        }
    }
}
