// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.flow;

import java.time.Duration;

/// How many flows are known at a time, and when one is over that nobody ended.
public record Limits(int flows, Duration idle, Duration closed) {

    public static final Limits DEFAULT = new Limits(120_000, Duration.ofMinutes(5), Duration.ofSeconds(10));

    public Limits {
        if (flows < 1 || flows > 1 << 24) {
            throw new IllegalArgumentException("between 1 and 16777216 flows can be followed: " + flows);
        }
    }
}
