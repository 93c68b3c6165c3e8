// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.session;

import java.time.Duration;

/// What a session may hold, and how long.
///
/// @param resumption how long a lost connection may be resumed (XEP-0198 §5)
/// @param maxUnacknowledged stanzas that a client may leave unacknowledged
/// @param maxUnhandled stanzas of a client that may be under way to disk; past it, nothing more is read from it
/// @param maxQueuedBytes bytes that a client may leave unread
/// @param silence without a sign of life for this long, the client is pinged
/// @param pingTimeout how long a pinged client may take
public record SessionOptions(
        Duration resumption,
        int maxUnacknowledged,
        int maxUnhandled,
        long maxQueuedBytes,
        Duration silence,
        Duration pingTimeout) {

    public static final SessionOptions DEFAULT = new SessionOptions(
            Duration.ofMinutes(10), 2_000, 256, 4 * 1024 * 1024, Duration.ofMinutes(3), Duration.ofSeconds(30));
}
