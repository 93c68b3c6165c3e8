// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard;

import java.time.Duration;

/// How long what is held waits for an answer, and how much may wait.
///
/// @param person how long a sender has to show to be a person
/// @param confirmation how long a sender has to say that it is meant
/// @param request how long a recipient may ask for what is kept
/// @param perAccount messages of one account, or for one recipient
/// @param inAll messages
/// @param attempts wrong answers that count as none
public record HoldRules(
        Duration person, Duration confirmation, Duration request, int perAccount, int inAll, int attempts) {
    public static final HoldRules DEFAULT =
            new HoldRules(Duration.ofMinutes(10), Duration.ofMinutes(10), Duration.ofDays(7), 200, 20_000, 3);
}
