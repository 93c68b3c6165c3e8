// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.name;

import im.wardroom.watch.packet.Address;
import im.wardroom.watch.service.Entry;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Remembers which addresses, and which other names, DNS gave for names of services. Holds no more than [#MOST], the
/// oldest go first; belongs to the thread that reads packets.
public final class AddressBook {

    private static final int MOST = 16_384;

    /// Clients keep connections and addresses longer than DNS allows.
    private static final long SHORTEST_MICROS = 3_600_000_000L;

    private final Map<Address, Known> known = new LinkedHashMap<>();
    private final Map<String, Known> aliases = new LinkedHashMap<>();

    /// @param alias the other name
    void add(String alias, String name, Entry entry, long seconds, long nowMicros) {
        put(aliases, alias, new Known(name, entry, until(seconds, nowMicros)));
    }

    /// What a name was said to be another name of.
    @Nullable
    Known find(String alias, long nowMicros) {
        Known found = aliases.get(alias);
        return found != null && nowMicros <= found.untilMicros ? found : null;
    }

    private static long until(long seconds, long nowMicros) {
        return nowMicros + Math.max(SHORTEST_MICROS, seconds * 1_000_000);
    }

    private static <K> void put(Map<K, Known> map, K key, Known value) {
        map.remove(key);
        map.put(key, value);
        if (map.size() > MOST) {
            map.remove(map.keySet().iterator().next());
        }
    }

    void add(long high, long low, String name, Entry entry, long seconds, long nowMicros) {
        put(known, new Address(high, low), new Known(name, entry, until(seconds, nowMicros)));
    }

    @Nullable
    Known find(long high, long low, long nowMicros) {
        if (known.isEmpty()) {
            return null;
        }
        Known found = known.get(new Address(high, low));
        return found != null && nowMicros <= found.untilMicros ? found : null;
    }

    /// @param name that was looked up
    record Known(String name, Entry entry, long untilMicros) {}
}
