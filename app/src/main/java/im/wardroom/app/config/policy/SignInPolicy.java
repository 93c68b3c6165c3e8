// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config.policy;

import im.wardroom.app.config.Between;
import im.wardroom.app.config.Default;
import im.wardroom.app.config.Doc;
import im.wardroom.guard.Mode;
import im.wardroom.guard.signin.SignInRules;
import java.time.Duration;
import java.time.ZoneId;

/// Sign-ins from new devices and networks.
public record SignInPolicy(
        @Doc("Whether sign-ins are looked at: off, observe or enforce.") @Default("enforce")
        Mode mode,

        @Doc("Whether the owner of an account is told of new devices and networks.") @Default("true")
        boolean tell,

        @Doc(
                "The score from which on the account's messages wait until somebody answers a question: a new device and a new network count 1 each, many people at once 3.")
        @Default("5")
        @Between(min = "1", max = "100")
        int stepUpAt,

        @Doc("The score from which on the account goes into quarantine; 0 is never.")
        @Default("0")
        @Between(min = "0", max = "100")
        int quarantineAt,

        @Doc("How long something counts against an account.") @Default("12h") @Between(min = "1m", max = "30d")
        Duration remember,

        @Doc("How many different people somebody may write to soon after a sign-in from a new place.")
        @Default("10")
        @Between(min = "1", max = "10000")
        int people,

        @Doc("How long that is.") @Default("10m") @Between(min = "1m", max = "1d")
        Duration soon,

        @Doc("The time zone in which the hours of somebody's day are counted.") @Default("UTC")
        ZoneId zone) {

    SignInRules rules() {
        return new SignInRules(mode, tell, stepUpAt, quarantineAt, remember, people, soon, zone);
    }
}
