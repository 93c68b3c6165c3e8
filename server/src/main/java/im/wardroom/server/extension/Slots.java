// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.extension;

import java.util.IdentityHashMap;
import java.util.Map;

/// The values of slots of one owner. Not thread-safe: it belongs to its owner.
public final class Slots {

    private final Map<Slot<?>, Object> values = new IdentityHashMap<>(2);

    @SuppressWarnings("unchecked")
    public <T> T get(Slot<T> slot) {
        Object value = values.get(slot);
        return value == null ? slot.initial() : (T) value;
    }

    public <T> void set(Slot<T> slot, T value) {
        values.put(slot, value);
    }
}
