// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.scenario;

import java.time.Duration;

/// How much load, and for how long. Everything is bounded.
///
/// @param warmUp load that is not counted
/// @param measured load that is
/// @param rounds each of which measures every server once, from its start
/// @param pairs of people who talk
/// @param bodyBytes of each message
/// @param window messages that one sender has under way in the closed loop
/// @param requestEvery after how many stanzas a client asks for an acknowledgement, where it does
/// @param rate messages a second of the open loop
/// @param firstSignIns how many count as the first ones after a start
/// @param idle sessions of the memory scenario
/// @param settle how long a server has to put its memory in order
public record Plan(
        Duration warmUp,
        Duration measured,
        int rounds,
        int pairs,
        int bodyBytes,
        int window,
        int requestEvery,
        int rate,
        int firstSignIns,
        int idle,
        Duration settle) {

    public static final Plan FULL = new Plan(
            Duration.ofSeconds(40),
            Duration.ofSeconds(20),
            3,
            100,
            100,
            2,
            5,
            1_000,
            1_000,
            10_000,
            Duration.ofSeconds(15));

    /// Too short for the just-in-time compiler: its figures are for trying out only.
    public static final Plan QUICK = new Plan(
            Duration.ofSeconds(3), Duration.ofSeconds(4), 1, 100, 100, 5, 5, 1_000, 300, 1_000, Duration.ofSeconds(3));

    public Plan withTimes(Duration newWarmUp, Duration newMeasured, int newRounds) {
        return new Plan(
                newWarmUp,
                newMeasured,
                newRounds,
                pairs,
                bodyBytes,
                window,
                requestEvery,
                rate,
                firstSignIns,
                idle,
                settle);
    }

    public Plan withLoad(int newPairs, int newWindow, int newRate, int newIdle) {
        return new Plan(
                warmUp,
                measured,
                rounds,
                newPairs,
                bodyBytes,
                newWindow,
                requestEvery,
                newRate,
                firstSignIns,
                newIdle,
                settle);
    }
}
