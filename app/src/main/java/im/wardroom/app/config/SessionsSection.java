// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config;

import java.time.Duration;

/// Devices that are signed in.
public record SessionsSection(
        @Doc("How many devices of one account may be signed in.") @Default("32") @Between(min = "1", max = "1000")
        int perAccount,

        @Doc("How long a device that lost its connection may take to come back (XEP-0198 §5).")
        @Default("5m")
        @Between(min = "0s", max = "1d")
        Duration resumeTimeout,

        @Doc("How many stanzas a device may leave unacknowledged.")
        @Default("2000")
        @Between(min = "10", max = "100000")
        int unacknowledged) {}
