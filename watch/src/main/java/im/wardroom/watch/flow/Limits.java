// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.flow;

import java.time.Duration;

/// How many flows are known at a time, and when one is over that nobody ended.
///
/// @param idle without a datagram, or without an answer
/// @param silent without a segment of a connection that both sides hold: phones wake theirs twice an hour
/// @param closed after a connection was ended, for what is still on its way
public record Limits(int flows, Duration idle, Duration silent, Duration closed) {

    public static final Limits DEFAULT =
            new Limits(120_000, Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofSeconds(10));

    public Limits {
        if (flows < 1 || flows > 1 << 24) {
            throw new IllegalArgumentException("between 1 and 16777216 flows can be followed: " + flows);
        }
    }
}
