// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.load;

import org.jspecify.annotations.Nullable;

/// Remembers the first thing that went wrong on the reactor, until somebody looks.
final class Failures {

    private @Nullable String first;

    void add(String why) {
        if (first == null) {
            first = why;
        }
    }

    void check() {
        if (first != null) {
            throw new LoadFailure(first);
        }
    }
}
