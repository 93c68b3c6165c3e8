// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.worm;

/// When people are there: Monday to Friday, from eight or so to half past five. Time is milliseconds since the
/// first Monday, midnight.
final class OfficeHours {

    static final long SECOND = 1_000;
    static final long MINUTE = 60 * SECOND;
    static final long HOUR = 60 * MINUTE;
    static final long DAY = 24 * HOUR;
    private static final long BEGIN = 8 * HOUR;
    private static final long LENGTH = 9 * HOUR + 30 * MINUTE;

    private OfficeHours() {}

    /// Midnight before a working day.
    static long day(int workingDay) {
        return (workingDay / 5 * 7L + workingDay % 5) * DAY;
    }

    /// A time of this working day; the morning and the afternoon have their peaks.
    static long during(int workingDay, Chance chance) {
        double place = chance.is(0.8) ? (chance.is(0.5) ? 0.1 : 0.55) + 0.3 * chance.uniform() : chance.uniform();
        return day(workingDay) + BEGIN + (long) (place * LENGTH);
    }

    /// The time itself, or the beginning of the next working day with some delay.
    static long next(long time, Chance chance) {
        long ofDay = time % DAY;
        long dayOfWeek = time / DAY % 7;
        if (dayOfWeek < 5 && ofDay >= BEGIN && ofDay < BEGIN + LENGTH) {
            return time;
        }
        long midnight = time - ofDay + (dayOfWeek < 5 && ofDay < BEGIN ? 0 : DAY);
        while (midnight / DAY % 7 >= 5) {
            midnight += DAY;
        }
        return midnight + BEGIN + (long) chance.logNormal(20 * MINUTE, 0.8);
    }
}
