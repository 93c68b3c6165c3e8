// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench;

import java.time.Duration;

/// How much load, and for how long. Everything is bounded.
///
/// @param duration of each measured part; half of it is spent on warming up first
/// @param pairs of people who talk
/// @param window messages that one sender may have under way
/// @param rate messages a second of the open-loop part
/// @param idle sessions of the memory part
record Plan(Duration duration, int pairs, int window, int rate, int idle) {

    static final Plan DEFAULT = new Plan(Duration.ofSeconds(20), 50, 20, 1_000, 2_000);
    static final Plan QUICK = new Plan(Duration.ofSeconds(4), 20, 10, 500, 300);

    Duration warmUp() {
        return duration.dividedBy(2);
    }
}
