// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// The time of day as the server sees it: it goes with the scheduler's time, until somebody sets it.
final class SimulatedClock extends Clock {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Scheduler scheduler;
    private Duration offset = Duration.ZERO;

    SimulatedClock(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    void jump(Duration by) {
        offset = offset.plus(by);
    }

    @Override
    public Instant instant() {
        return START.plusNanos(scheduler.nanos()).plus(offset);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
