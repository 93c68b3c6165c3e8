// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTest {

    private static long hour(String time) {
        return LocalDateTime.parse(time).toEpochSecond(ZoneOffset.UTC) / 3600;
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-02T08:00, 2026-03-02T08:00, HOUR, 1",
        "2026-03-02T08:00, 2026-03-04T07:00, HOUR, 48",
        "2026-03-02T08:00, 2026-03-04T08:00, DAY, 3",
        "2026-01-01T00:00, 2026-05-01T00:00, WEEK, 18",
        "2024-01-01T00:00, 2026-05-01T00:00, MONTH, 29",
        "1970-01-01T00:00, 2106-01-01T00:00, YEAR, 137"
    })
    void columnsAreAsWideAsTheTimeNeeds(String first, String last, Scale scale, int columns) {
        assertThat(Scale.of(hour(first), hour(last))).isEqualTo(scale);
        assertThat(scale.columns(hour(first), hour(last), new TreeMap<>())).hasSize(columns);
    }

    @Test
    void allThatWasCountedIsInTheColumns() {
        NavigableMap<Long, Amount> hours = new TreeMap<>();
        for (String time : new String[] {"2026-03-02T08:00", "2026-03-02T23:00", "2026-03-09T00:00"}) {
            hours.computeIfAbsent(hour(time), it -> new Amount()).add(10);
        }

        assertThat(Scale.DAY.columns(hours.firstKey(), hours.lastKey(), hours))
                .hasSize(8)
                .startsWith(new Scale.Column("2 Mar", 2, 20), new Scale.Column("3 Mar", 0, 0))
                .endsWith(new Scale.Column("9 Mar", 1, 10));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "3, 5", "5, 5", "51, 100", "9223372036854775807, 1000000000000000000"})
    void stepsOfAnAxisAreRound(long value, long round) {
        assertThat(Scale.round(value)).isEqualTo(round);
    }
}
