// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config;

import im.wardroom.guard.flood.Rate;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How much may come, written `400 at once, 10 per second`: so much after a quiet time, and then so much in each unit
/// of time.
///
/// @param atOnce after a quiet time
/// @param times in each unit
public record Allowance(int atOnce, int times, Unit per) {

    public enum Unit {
        SECOND(1),
        MINUTE(60),
        HOUR(3_600),
        DAY(86_400);

        private final double seconds;

        Unit(int seconds) {
            this.seconds = seconds;
        }
    }

    private static final Pattern FORM =
            Pattern.compile("([1-9]\\d{0,6}) at once, ([1-9]\\d{0,6}) per (second|minute|hour|day)");

    /// @throws IllegalArgumentException if the text is not of that form
    public static Allowance parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no allowance: " + text);
        }
        return new Allowance(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Unit.valueOf(matcher.group(3).toUpperCase(Locale.ROOT)));
    }

    public Rate rate() {
        return new Rate(times / per.seconds, atOnce);
    }

    @Override
    public String toString() {
        return atOnce + " at once, " + times + " per " + per.name().toLowerCase(Locale.ROOT);
    }
}
