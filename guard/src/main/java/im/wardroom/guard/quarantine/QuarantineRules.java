// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.quarantine;

import java.time.Duration;

/// How accounts get out of quarantine.
///
/// @param officers how many must agree
/// @param lasts after which it ends by itself; zero is never
public record QuarantineRules(int officers, Duration lasts) {
    public static final QuarantineRules DEFAULT = new QuarantineRules(1, Duration.ZERO);
}
