// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.push;

import java.time.Duration;

/// What the administrator decides about notifications.
///
/// @param sender they tell who wrote
/// @param body they tell what was written
/// @param perAccount registrations of one account; past it, the oldest goes
/// @param pause between two notifications of one registration; what comes meanwhile is told at its end
public record PushSettings(boolean sender, boolean body, int perAccount, Duration pause) {

    public static final PushSettings DEFAULT = new PushSettings(false, false, 10, Duration.ofSeconds(10));
}
