// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.retention;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/// What stays of an archive. Both bounds hold together.
///
/// @param age of the oldest message; empty for any age
/// @param count of messages, the newest ones; empty for any number
public record Keep(Optional<Duration> age, OptionalInt count) {

    public static final Keep EVERYTHING = new Keep(Optional.empty(), OptionalInt.empty());

    public Keep withAge(Optional<Duration> changed) {
        return new Keep(changed, count);
    }

    public Keep withCount(OptionalInt changed) {
        return new Keep(age, changed);
    }

    public boolean isEverything() {
        return age.isEmpty() && count.isEmpty();
    }
}
