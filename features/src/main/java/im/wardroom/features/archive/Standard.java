// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.archive;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Whose messages are archived where nothing is said of them in particular (XEP-0441 §2.1).
public enum Standard {
    ALWAYS,
    ROSTER,
    NEVER;

    static Optional<Standard> of(@Nullable String wire) {
        return Stream.of(values()).filter(value -> value.wire().equals(wire)).findFirst();
    }

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
