// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard;

import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What was looked up last, kept for a second and for the same key: so that who sends much costs little, and is still
/// seen to be in use by where it is looked up. Belongs to one thread.
public final class Kept<K, T extends @Nullable Object> {

    private record Found<K, T extends @Nullable Object>(K key, T value, long second) {}

    private @Nullable Found<K, T> last;

    public T of(K key, Instant at, Function<K, T> look) {
        Found<K, T> known = last;
        if (known == null
                || known.second() != at.getEpochSecond()
                || !known.key().equals(key)) {
            known = new Found<>(key, look.apply(key), at.getEpochSecond());
            last = known;
        }
        return known.value();
    }
}
