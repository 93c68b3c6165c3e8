// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.bosh;

import java.time.Duration;

/// What a session over HTTP may do.
///
/// @param longest how long a request is held at most
/// @param inactivity how long a client may have no request here, until its session is over
/// @param maxPause for how long it may ask instead
/// @param polling how often a client may ask for nothing, if it is not held
/// @param maxSessions in all
/// @param maxSessionsPerAddress of one address
public record BoshOptions(
        Duration longest,
        Duration inactivity,
        Duration maxPause,
        Duration polling,
        int maxSessions,
        int maxSessionsPerAddress) {

    public static final BoshOptions DEFAULT = new BoshOptions(
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofMinutes(2),
            Duration.ofSeconds(2),
            50_000,
            2_000);

    public BoshOptions withSessions(int inAll, int perAddress) {
        return new BoshOptions(longest, inactivity, maxPause, polling, inAll, perAddress);
    }

    public BoshOptions withTimes(Duration hold, Duration silence) {
        return new BoshOptions(hold, silence, maxPause, polling, maxSessions, maxSessionsPerAddress);
    }
}
