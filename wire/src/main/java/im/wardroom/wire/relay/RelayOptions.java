// SPDX-License-Identifier: Apache-2.0
package im.wardroom.wire.relay;

import java.time.Duration;

/// What a relay may cost.
///
/// @param maxConnections in all, those that are not joined yet included
/// @param maxStreamsPerAccount that one account may have going at once
/// @param bytesPerSecond of all streams of an account together
/// @param maxBytes of one stream, both directions together
/// @param idle a stream on which nothing comes for this long ends
/// @param patience how long a connection waits for its counterpart and to be joined with it
/// @param handshake how long a connection may take to say what it wants
public record RelayOptions(
        int maxConnections,
        int maxStreamsPerAccount,
        long bytesPerSecond,
        long maxBytes,
        Duration idle,
        Duration patience,
        Duration handshake) {

    public static final RelayOptions DEFAULT = new RelayOptions(
            1_000, 4, 4L << 20, 1L << 30, Duration.ofMinutes(2), Duration.ofMinutes(1), Duration.ofSeconds(10));
}
