// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config;

import java.time.Duration;

/// Waking devices that are not connected (XEP-0357).
public record PushSection(
        @Doc("Tells push services, and whoever stands behind them, who wrote.") @Default("false")
        boolean revealSender,

        @Doc("Tells push services, and whoever stands behind them, the first words of what was written.")
        @Default("false")
        boolean revealText,

        @Doc("How many registrations one account may have; past it, the oldest goes.")
        @Default("10")
        @Between(min = "1", max = "1000")
        int perAccount,

        @Doc("A device is woken at most this often; what comes meanwhile is told at the end of it.")
        @Default("10s")
        @Between(min = "1s", max = "1h")
        Duration pause) {}
