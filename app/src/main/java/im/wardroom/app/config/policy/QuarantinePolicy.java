// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config.policy;

import im.wardroom.app.config.Between;
import im.wardroom.app.config.Default;
import im.wardroom.app.config.Doc;
import im.wardroom.guard.quarantine.QuarantineRules;
import java.time.Duration;

/// Accounts that are confined.
public record QuarantinePolicy(
        @Doc("How many officers must agree that it ends; each of them counts once.")
        @Default("1")
        @Between(min = "1", max = "2")
        int officers,

        @Doc("After which time it ends by itself; 0s is never.") @Default("0s")
        Duration lasts) {

    QuarantineRules rules() {
        return new QuarantineRules(officers, lasts);
    }
}
