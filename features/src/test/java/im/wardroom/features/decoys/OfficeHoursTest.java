// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.decoys;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.features.decoys.OfficeHours.State;
import im.wardroom.xmpp.address.BareJid;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// When somebody who does not exist is there.
class OfficeHoursTest {

    private static final BareJid DECOY = BareJid.parse("payroll@capulet.example");
    private static final Instant MONDAY = Instant.parse("2026-11-23T00:00:00Z");

    private final OfficeHours hours = new OfficeHours(ZoneOffset.UTC);

    private Map<State, Integer> minutes(BareJid person, int day) {
        Map<State, Integer> minutes = new EnumMap<>(State.class);
        for (int minute = 0; minute < 24 * 60; minute++) {
            Instant at = MONDAY.plus(Duration.ofDays(day)).plus(Duration.ofMinutes(minute));
            minutes.merge(hours.of(person, at), 1, Integer::sum);
        }
        return minutes;
    }

    @Test
    void workingDayHasAMorningALunchAndAnEnd() {
        Map<State, Integer> day = minutes(DECOY, 1);
        assertThat(day.get(State.AVAILABLE)).isBetween(5 * 60, 10 * 60);
        assertThat(day.get(State.AWAY)).isBetween(30, 3 * 60);
        assertThat(hours.of(DECOY, MONDAY.plus(Duration.ofHours(3)))).isEqualTo(State.GONE);
    }

    @Test
    void weekendIsFree() {
        assertThat(minutes(DECOY, 5)).containsOnlyKeys(State.GONE);
        assertThat(minutes(DECOY, 6)).containsOnlyKeys(State.GONE);
    }

    @Test
    void daysAndPeopleDiffer() {
        assertThat(minutes(DECOY, 1)).isNotEqualTo(minutes(DECOY, 2));
        assertThat(minutes(DECOY, 1)).isNotEqualTo(minutes(BareJid.parse("travel@capulet.example"), 1));
    }
}
