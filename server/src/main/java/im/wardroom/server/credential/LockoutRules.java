// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.credential;

import java.time.Duration;

/// What wrong passwords cost.
///
/// @param free how many cost nothing
/// @param maxDelay where the doubling of the delay ends
/// @param perAccount how many for one account until it is locked
/// @param perAddress how many from one address until it is locked
/// @param lock how long the first lock lasts
/// @param maxLock where the doubling of the lock ends
/// @param forgetAfter without a wrong password for this long, they are forgotten
public record LockoutRules(
        int free,
        Duration maxDelay,
        int perAccount,
        int perAddress,
        Duration lock,
        Duration maxLock,
        Duration forgetAfter) {

    public static final LockoutRules DEFAULT = new LockoutRules(
            3, Duration.ofSeconds(16), 10, 50, Duration.ofMinutes(15), Duration.ofDays(1), Duration.ofDays(1));
}
