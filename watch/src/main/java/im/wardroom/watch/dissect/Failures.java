// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.dissect;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Bugs that somebody's packets have found in us: counted, the first one kept. Whoever makes one fail hides one flow at
/// most, and does not end the watch. Belongs to the thread that reads packets.
public final class Failures {

    private long count;
    private @Nullable RuntimeException first;

    public void add(RuntimeException failure) {
        count++;
        if (first == null) {
            first = failure;
        }
    }

    public long count() {
        return count;
    }

    public Optional<RuntimeException> first() {
        return Optional.ofNullable(first);
    }
}
