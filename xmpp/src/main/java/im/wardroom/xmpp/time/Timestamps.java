// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/// Points in time as the DateTime profile writes them (XEP-0082 §3.2).
public final class Timestamps {

    private static final Pattern FORM =
            Pattern.compile("(\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2})(\\.\\d{1,9})?\\d*(Z|[+-]\\d{2}:\\d{2})");

    private Timestamps() {}

    /// @throws DateTimeException if the text is not of that form, or no such time exists
    public static Instant parse(String text) {
        var matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new DateTimeException("no time of XEP-0082");
        }
        String fraction = matcher.group(2) == null ? "" : matcher.group(2);
        return OffsetDateTime.parse(matcher.group(1) + fraction + matcher.group(3))
                .toInstant();
    }

    /// In UTC, to the millisecond.
    public static String format(Instant time) {
        return DateTimeFormatter.ISO_INSTANT.format(time.truncatedTo(ChronoUnit.MILLIS));
    }

    /// For what is kept to the millisecond: what is not before this one is not before the next whole one.
    public static Instant roundedUp(Instant time) {
        Instant whole = time.truncatedTo(ChronoUnit.MILLIS);
        return whole.equals(time) ? whole : whole.plusMillis(1);
    }
}
