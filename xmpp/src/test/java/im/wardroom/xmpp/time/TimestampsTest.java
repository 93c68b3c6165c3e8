// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {

    /// XEP-0082 §3.2.
    @ParameterizedTest
    @CsvSource({
        "1969-07-21T02:56:15Z, 1969-07-21T02:56:15Z",
        "1969-07-20T21:56:15-05:00, 1969-07-21T02:56:15Z",
        "2010-07-10T23:08:25.5Z, 2010-07-10T23:08:25.500Z",
        "2010-07-10T23:08:25.1234567890123Z, 2010-07-10T23:08:25.123456789Z",
        "9999-12-31T23:59:59Z, 9999-12-31T23:59:59Z"
    })
    void timesOfTheProfileAreUnderstood(String text, Instant expected) {
        assertThat(Timestamps.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "2010-06-07",
                "2010-06-07T00:00Z",
                "2010-06-07T00:00:00",
                "2010-06-07 00:00:00Z",
                "2010-13-07T00:00:00Z",
                "2010-02-30T00:00:00Z",
                "2010-06-07T25:00:00Z",
                "2010-06-07T00:00:00.Z",
                "2010-06-07T00:00:00+99:00",
                "20100607T00:00:00Z",
                "+12010-06-07T00:00:00Z"
            })
    void anythingElseIsNot(String text) {
        assertThatThrownBy(() -> Timestamps.parse(text)).isInstanceOf(DateTimeException.class);
    }

    @Test
    void whatIsWrittenCanBeRead() {
        Instant time = Instant.parse("2010-07-10T23:08:25.123Z");
        assertThat(Timestamps.parse(Timestamps.format(time.plusNanos(456)))).isEqualTo(time);
    }

    @Test
    void startBetweenTwoMillisecondsIsTheLaterOne() {
        Instant time = Instant.parse("2010-07-10T23:08:25.123Z");
        assertThat(Timestamps.roundedUp(time)).isEqualTo(time);
        assertThat(Timestamps.roundedUp(time.plusNanos(1))).isEqualTo(time.plusMillis(1));
    }
}
