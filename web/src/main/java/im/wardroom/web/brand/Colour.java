// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.brand;

import java.util.HexFormat;
import java.util.regex.Pattern;

/// A colour of the page, and how well it is told from another one.
///
/// @param rgb as `0xRRGGBB`
public record Colour(int rgb) {

    /// Text is read against its background from here on (WCAG 2.2, success criterion 1.4.3).
    public static final double READABLE = 4.5;

    private static final Pattern FORM = Pattern.compile("#[0-9A-Fa-f]{6}");

    /// @throws IllegalArgumentException if it is not written `#RRGGBB`
    public static Colour parse(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("not a colour: " + text);
        }
        return new Colour(HexFormat.fromHexDigits(text, 1, text.length()));
    }

    /// From 1, the same brightness, to 21, black and white.
    public double contrast(Colour other) {
        double one = luminance() + 0.05;
        double two = other.luminance() + 0.05;
        return Math.max(one, two) / Math.min(one, two);
    }

    /// Relative, as WCAG 2.2 defines it.
    private double luminance() {
        return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
    }

    private static double linear(int channel) {
        double value = (channel & 0xff) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    /// Its parts as style sheets write them: `29, 78, 107`.
    String parts() {
        return (rgb >> 16) + ", " + (rgb >> 8 & 0xff) + ", " + (rgb & 0xff);
    }

    @Override
    public String toString() {
        return "#%06x".formatted(rgb);
    }
}
