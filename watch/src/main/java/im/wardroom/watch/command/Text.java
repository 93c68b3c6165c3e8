// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.command;

import im.wardroom.watch.packet.Address;
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
        return TIME.format(instant(micros));
    }

    static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
    }

    /// As [Instant] writes itself, in a tenth of the time: there are two in each line for machines.
    static String iso(long micros) {
        Instant instant = instant(micros);
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

    static String size(long octets) {
        if (octets < 1000) {
            return octets + " B";
        }
        double value = octets;
        int unit = -1;
        while (value >= 999.5) {
            value /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %sB", value, "kMGTPE".charAt(unit));
    }

    /// A line that says who is suspected of what.
    static String suspicion(Suspicion suspicion) {
        Address client = suspicion.client();
        return time(suspicion.lastMicros()) + "  " + suspicion.kind().id() + "  "
                + (client == null ? "many" : client.toString()) + " -> "
                + endpoint(suspicion.server().toString(), suspicion.serverPort()) + "  "
                + printable(suspicion.evidence());
    }

    /// With the brackets that an address of IPv6 needs before a port.
    static String endpoint(String address, int port) {
        return address.indexOf(':') >= 0 ? "[" + address + "]:" + port : address + ":" + port;
    }
}
