// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config;

import im.wardroom.server.credential.PasswordRules;
import java.time.Duration;

/// What a new password must be like.
public record PasswordSection(
        @Doc("The fewest characters.") @Default("10") @Between(min = "1", max = "128")
        int minLength,

        @Doc("The least strength, from 0 (anything) to 4 (very strong), judged by dictionaries and patterns.")
        @Default("3")
        @Between(min = "0", max = "4")
        int minStrength,

        @Doc("How many of the four classes a password must have: small letters, capitals, digits, others.")
        @Default("1")
        @Between(min = "1", max = "4")
        int minClasses,

        @Doc("How many earlier passwords must not come again.") @Default("5") @Between(min = "0", max = "24")
        int history,

        @Doc("How old a password may become; 0s for any age.") @Default("0s") @Between(min = "0s", max = "3650d")
        Duration maxAge)
        implements Checked {

    public PasswordRules rules() {
        return new PasswordRules(minLength, minStrength, minClasses, history);
    }

    @Override
    public void check(Findings findings) {
        if (minClasses > minLength) {
            findings.add("min-classes", "the number " + minClasses, "at most min-length, " + minLength);
        }
    }
}
