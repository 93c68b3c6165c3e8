// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.name;

import im.wardroom.watch.service.Entry;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Remembers which addresses DNS gave for names of services. Holds no more than [#MOST], the oldest go first; belongs
/// to the thread that reads packets.
public final class AddressBook {

    private static final int MOST = 16_384;

    /// Clients keep connections and addresses longer than DNS allows.
    private static final long SHORTEST_MICROS = 3_600_000_000L;

    private final Map<Key, Known> known = new LinkedHashMap<>();

    void add(long high, long low, String name, Entry entry, long seconds, long nowMicros) {
        Key key = new Key(high, low);
        known.remove(key);
        known.put(key, new Known(name, entry, nowMicros + Math.max(SHORTEST_MICROS, seconds * 1_000_000)));
        if (known.size() > MOST) {
            known.remove(known.keySet().iterator().next());
        }
    }

    @Nullable
    Known find(long high, long low, long nowMicros) {
        if (known.isEmpty()) {
            return null;
        }
        Known found = known.get(new Key(high, low));
        return found != null && nowMicros <= found.untilMicros ? found : null;
    }

    private record Key(long high, long low) {}

    /// @param name that was looked up
    record Known(String name, Entry entry, long untilMicros) {}
}
