// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.command;

import im.wardroom.watch.packet.Address;
import im.wardroom.watch.packet.Micros;
import im.wardroom.watch.suspicion.Suspicion;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// How things are written for people. What came from the network is made harmless to terminals first.
final class Text {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Text() {}

    /// Without what would steer a terminal, or turn the direction of writing.
    static String printable(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .forEach(point -> clean.appendCodePoint(
                        switch (Character.getType(point)) {
                            case Character.CONTROL,
                                    Character.FORMAT,
                                    Character.SURROGATE,
                                    Character.LINE_SEPARATOR,
                                    Character.PARAGRAPH_SEPARATOR -> '?';
                            default -> point;
                        }));
        return clean.toString();
    }

    static String time(long micros) {
        return time(Micros.instant(micros));
    }

    static String time(Instant instant) {
        return TIME.format(instant);
    }

    /// `1 flow`, `2 flows`.
    static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    /// As [Instant] writes itself, in a tenth of the time: there are two in each line for machines.
    static String iso(long micros) {
        Instant instant = Micros.instant(micros);
        LocalDateTime time = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), 0, ZoneOffset.UTC);
        if (time.getYear() < 1000 || time.getYear() > 9999) {
            return instant.toString();
        }
        StringBuilder text = new StringBuilder(27).append(time.getYear()).append('-');
        two(text, time.getMonthValue()).append('-');
        two(text, time.getDayOfMonth()).append('T');
        two(text, time.getHour()).append(':');
        two(text, time.getMinute()).append(':');
        two(text, time.getSecond());
        int fraction = instant.getNano() / 1000;
        if (fraction != 0) {
            String digits = Integer.toString(1_000_000 + fraction);
            text.append('.').append(digits, 1, fraction % 1000 == 0 ? 4 : 7);
        }
        return text.append('Z').toString();
    }

    private static StringBuilder two(StringBuilder text, int number) {
        return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }

    /// A line that says who is suspected of what.
    static String suspicion(Suspicion suspicion) {
        Address client = suspicion.client();
        return time(suspicion.lastMicros()) + "  " + suspicion.kind().id() + "  "
                + (client == null ? "many" : client.toString()) + " -> "
                + suspicion.server().withPort(suspicion.serverPort()) + "  "
                + printable(suspicion.evidence());
    }
}
