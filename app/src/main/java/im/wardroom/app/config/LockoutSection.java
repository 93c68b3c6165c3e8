// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config;

import im.wardroom.server.credential.LockoutRules;
import java.time.Duration;

/// What wrong passwords cost whoever tries them.
public record LockoutSection(
        @Doc("How many wrong passwords cost nothing.") @Default("3") @Between(min = "0", max = "100")
        int free,

        @Doc("How long the longest wait before an answer is; the wait doubles with each wrong password.")
        @Default("16s")
        @Between(min = "0s", max = "5m")
        Duration maxDelay,

        @Doc("After how many wrong passwords for one account its sign-in is refused.")
        @Default("10")
        @Between(min = "2", max = "1000")
        int perAccount,

        @Doc("After how many wrong passwords from one address its sign-in is refused; an office often shares one.")
        @Default("50")
        @Between(min = "2", max = "100000")
        int perAddress,

        @Doc("How long sign-in is refused at first; it doubles each time.")
        @Default("15m")
        @Between(min = "1s", max = "7d")
        Duration lock,

        @Doc("The longest time for which sign-in is refused.") @Default("1d") @Between(min = "1s", max = "30d")
        Duration maxLock,

        @Doc("Wrong passwords are forgotten when there were none for this long.")
        @Default("1d")
        @Between(min = "1m", max = "30d")
        Duration forgetAfter)
        implements Checked {

    public LockoutRules rules() {
        return new LockoutRules(free, maxDelay, perAccount, perAddress, lock, maxLock, forgetAfter);
    }

    @Override
    public void check(Findings findings) {
        if (free >= perAccount) {
            findings.add("free", "the number " + free, "less than per-account, " + perAccount);
        }
        if (lock.compareTo(maxLock) > 0) {
            findings.add(
                    "lock",
                    '"' + Durations.format(lock) + '"',
                    "at most max-lock, \"" + Durations.format(maxLock) + '"');
        }
    }
}
