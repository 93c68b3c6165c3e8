// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.signin;

import im.wardroom.guard.Mode;
import java.time.Duration;
import java.time.ZoneId;

/// What is done about sign-ins from new places.
///
/// @param tell whether the owner is told of them
/// @param stepUpAt the score from which on the account's next messages wait until somebody answers a question
/// @param quarantineAt the score from which on the account goes into quarantine; 0 is never
/// @param remember how long something counts against an account
/// @param people how many different ones somebody may write to, soon after a sign-in from a new place
/// @param soon how long that is
/// @param zone in which the hours of the night are counted
public record SignInRules(
        Mode mode,
        boolean tell,
        int stepUpAt,
        int quarantineAt,
        Duration remember,
        int people,
        Duration soon,
        ZoneId zone) {

    public static final SignInRules DEFAULT = new SignInRules(
            Mode.ENFORCE, true, 5, 0, Duration.ofHours(12), 10, Duration.ofMinutes(10), ZoneId.of("UTC"));
}
