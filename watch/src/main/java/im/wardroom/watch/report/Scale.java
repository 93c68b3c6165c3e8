// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.report;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;

/// How finely a stretch of time is drawn: never so finely that a column could not be seen.
enum Scale {
    HOUR("hour", "d MMM HH:mm"),
    DAY("day", "d MMM"),
    WEEK("week", "d MMM yyyy"),
    MONTH("month", "MMM yyyy"),
    YEAR("year", "yyyy");

    private static final long DAY_HOURS = 24;

    private final String word;
    private final DateTimeFormatter format;

    Scale(String word, String pattern) {
        this.word = word;
        this.format = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    }

    /// @param first hour since 1970, in local time
    static Scale of(long first, long last) {
        long hours = last - first + 1;
        if (hours <= 2 * DAY_HOURS) {
            return HOUR;
        }
        if (hours <= 92 * DAY_HOURS) {
            return DAY;
        }
        if (hours <= 2 * 366 * DAY_HOURS) {
            return WEEK;
        }
        return hours <= 10L * 366 * DAY_HOURS ? MONTH : YEAR;
    }

    String word() {
        return word;
    }

    private LocalDateTime start(LocalDateTime time) {
        LocalDate day = time.toLocalDate();
        return switch (this) {
            case HOUR -> time.truncatedTo(ChronoUnit.HOURS);
            case DAY -> day.atStartOfDay();
            case WEEK ->
                day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).atStartOfDay();
            case MONTH -> day.withDayOfMonth(1).atStartOfDay();
            case YEAR -> day.withDayOfYear(1).atStartOfDay();
        };
    }

    private LocalDateTime next(LocalDateTime start) {
        return switch (this) {
            case HOUR -> start.plusHours(1);
            case DAY -> start.plusDays(1);
            case WEEK -> start.plusWeeks(1);
            case MONTH -> start.plusMonths(1);
            case YEAR -> start.plusYears(1);
        };
    }

    /// A column of a chart.
    record Column(String label, long flows, long bytes) {}

    /// All columns from the first hour to the last, those without anything as well.
    List<Column> columns(long first, long last, NavigableMap<Long, Amount> hours) {
        List<Column> columns = new ArrayList<>();
        LocalDateTime end = time(last);
        for (LocalDateTime at = start(time(first)); !at.isAfter(end); at = next(at)) {
            long from = at.toEpochSecond(ZoneOffset.UTC) / 3600;
            long to = next(at).toEpochSecond(ZoneOffset.UTC) / 3600;
            columns.add(column(format.format(at), from, to, hours));
        }
        return columns;
    }

    private static Column column(String label, long from, long to, NavigableMap<Long, Amount> hours) {
        long flows = 0;
        long bytes = 0;
        for (Amount amount : hours.subMap(from, to).values()) {
            flows += amount.flows();
            bytes += amount.bytes();
        }
        return new Column(label, flows, bytes);
    }

    static LocalDateTime time(long hour) {
        return LocalDateTime.ofEpochSecond(hour * 3600, 0, ZoneOffset.UTC);
    }

    /// The smallest round number that is not below a value: 1, 2 or 5 with zeros.
    static long round(long value) {
        long step = 1;
        while (true) {
            for (long factor : new long[] {1, 2, 5}) {
                if (step > Long.MAX_VALUE / 10 || step * factor >= value) {
                    return step * factor;
                }
            }
            step *= 10;
        }
    }
}
