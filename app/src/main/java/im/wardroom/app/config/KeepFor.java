// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config;

import java.time.Duration;
import java.util.Optional;

/// How long something is kept: `forever`, or a length of time.
///
/// @param age empty for ever
public record KeepFor(Optional<Duration> age) {

    private static final String FOREVER = "forever";

    /// @throws IllegalArgumentException if the text is neither; keeping something for no time at all is refused, too
    public static KeepFor parse(String text) {
        if (text.equals(FOREVER)) {
            return new KeepFor(Optional.empty());
        }
        Duration age = Durations.parse(text);
        if (age.isZero()) {
            throw new IllegalArgumentException("no length of time: " + text);
        }
        return new KeepFor(Optional.of(age));
    }

    @Override
    public String toString() {
        return age.map(Durations::format).orElse(FOREVER);
    }
}
