// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.decoys;

import im.wardroom.xmpp.address.BareJid;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Objects;
import java.util.Random;

/// When somebody who does not exist is there: on working days, from some time in the morning to some time in the
/// afternoon, away for lunch and now and then for a meeting, other each day. The same at each look. Immutable.
///
/// @param zone of the office
record OfficeHours(ZoneId zone) {

    enum State {
        GONE,
        AVAILABLE,
        AWAY
    }

    State of(BareJid person, Instant now) {
        ZonedDateTime local = now.atZone(zone);
        LocalDate day = local.toLocalDate();
        if (day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY) {
            return State.GONE;
        }
        Random habits = new Random(person.toString().hashCode());
        Random today = new Random(Objects.hash(person.toString(), day.toEpochDay()));
        LocalTime comes = LocalTime.of(7, 30).plusMinutes(habits.nextInt(90)).plusMinutes(today.nextInt(20));
        LocalTime leaves = LocalTime.of(16, 0).plusMinutes(habits.nextInt(90)).plusMinutes(today.nextInt(40));
        LocalTime lunch = LocalTime.of(11, 40).plusMinutes(habits.nextInt(60)).plusMinutes(today.nextInt(15));
        LocalTime meeting = LocalTime.of(9, 30).plusMinutes(today.nextInt(300));
        LocalTime at = local.toLocalTime();
        if (at.isBefore(comes) || !at.isBefore(leaves) || today.nextInt(20) == 0) {
            return State.GONE;
        }
        return isWithin(at, lunch, 30 + today.nextInt(25)) || isWithin(at, meeting, 20 + today.nextInt(50))
                ? State.AWAY
                : State.AVAILABLE;
    }

    private static boolean isWithin(LocalTime at, LocalTime start, int minutes) {
        return !at.isBefore(start) && at.isBefore(start.plusMinutes(minutes));
    }
}
