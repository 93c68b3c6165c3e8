// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.simulation;

import im.wardroom.server.account.AccountLimits;
import im.wardroom.server.session.SessionOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// What one schedule is like: who takes part, for how long, and how much trouble there is.
///
/// @param devices how many each account has
/// @param actions what devices, network and disk do before everything is healed
/// @param pace about how much time is between two actions
/// @param crashes before which steps the server dies
/// @param trouble in a hundred actions, how many concern the disk or the clock
/// @param archiving everything is archived, what is sent as well as what is received; otherwise nothing is
/// @param outsiders in a hundred messages, how many go to somebody who does not exist
record Plan(
        List<Integer> devices,
        int loops,
        int actions,
        Duration pace,
        List<Long> crashes,
        int trouble,
        boolean archiving,
        int outsiders,
        SessionOptions sessions,
        AccountLimits limits) {

    private static final int MAX_CRASH_STEP = 2_500;

    static Plan draw(Random random) {
        List<Integer> devices = new ArrayList<>();
        int accounts = 2 + random.nextInt(2);
        for (int i = 0; i < accounts; i++) {
            devices.add(1 + random.nextInt(3));
        }
        return new Plan(
                devices,
                1 + random.nextInt(3),
                20 + random.nextInt(60),
                Duration.ofMillis(List.of(2, 20, 200, 2_000).get(random.nextInt(4))),
                crashes(random),
                List.of(0, 0, 3, 10).get(random.nextInt(4)),
                random.nextBoolean(),
                random.nextInt(4) == 0 ? 10 : 0,
                sessions(random),
                new AccountLimits(32, 1_000, random.nextInt(5) == 0 ? 5 : 10_000, 1_000));
    }

    private static List<Long> crashes(Random random) {
        List<Long> steps = new ArrayList<>();
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            steps.add((long) random.nextInt(MAX_CRASH_STEP));
        }
        return steps;
    }

    private static SessionOptions sessions(Random random) {
        return new SessionOptions(
                Duration.ofSeconds(List.of(0, 5, 30, 60).get(random.nextInt(4))),
                2_000,
                random.nextInt(4) == 0 ? 4 : 256,
                1 << 20,
                Duration.ofSeconds(40),
                Duration.ofSeconds(10));
    }
}
