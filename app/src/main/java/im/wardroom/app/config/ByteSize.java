// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A number of bytes, written `512B`, `256KiB`, `4MiB` or `1GiB`.
public record ByteSize(long bytes) implements Comparable<ByteSize> {

    private static final Pattern FORM = Pattern.compile("(\\d{1,12})(B|KiB|MiB|GiB)");

    /// @throws IllegalArgumentException if the text is not of that form
    public static ByteSize parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a size: " + text);
        }
        return new ByteSize(Math.multiplyExact(Long.parseLong(matcher.group(1)), unit(matcher.group(2))));
    }

    private static long unit(String name) {
        return switch (name.charAt(0)) {
            case 'K' -> 1L << 10;
            case 'M' -> 1L << 20;
            case 'G' -> 1L << 30;
            default -> 1;
        };
    }

    /// The size where an `int` is asked for; what is larger becomes the largest `int`.
    public int toInt() {
        return (int) Math.min(bytes, Integer.MAX_VALUE);
    }

    @Override
    public int compareTo(ByteSize other) {
        return Long.compare(bytes, other.bytes);
    }

    /// In the largest unit that divides it.
    @Override
    public String toString() {
        String[] units = {"GiB", "MiB", "KiB"};
        for (String unit : units) {
            if (bytes != 0 && bytes % unit(unit) == 0) {
                return bytes / unit(unit) + unit;
            }
        }
        return bytes + "B";
    }
}
