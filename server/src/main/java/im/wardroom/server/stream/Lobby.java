// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.stream;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/// The streams that have not signed in yet: bounded, so that a crowd of idle strangers costs little and keeps nobody
/// out. Thread-safe.
public final class Lobby {

    private final int maximum;
    private final int maximumPerAddress;
    private final SequencedSet<ClientStream> waiting = new LinkedHashSet<>();
    private final Map<InetAddress, Integer> byAddress = new HashMap<>();

    public Lobby(int maximum, int maximumPerAddress) {
        this.maximum = maximum;
        this.maximumPerAddress = maximumPerAddress;
    }

    /// False if too many of this address are waiting already. The oldest of all is shown out when the room is full.
    boolean enter(ClientStream stream, InetAddress address) {
        ClientStream oldest = null;
        synchronized (this) {
            if (byAddress.getOrDefault(address, 0) >= maximumPerAddress) {
                return false;
            }
            if (waiting.size() >= maximum) {
                oldest = waiting.getFirst();
                leave(oldest, oldest.address());
            }
            waiting.add(stream);
            byAddress.merge(address, 1, Integer::sum);
        }
        if (oldest != null) {
            oldest.crowdedOut();
        }
        return true;
    }

    synchronized void leave(ClientStream stream, InetAddress address) {
        if (waiting.remove(stream)) {
            byAddress.computeIfPresent(address, (a, count) -> count > 1 ? count - 1 : null);
        }
    }

    public synchronized List<ClientStream> all() {
        return List.copyOf(waiting);
    }

    public synchronized int size() {
        return waiting.size();
    }
}
