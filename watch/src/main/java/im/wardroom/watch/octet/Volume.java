// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.octet;

import java.util.Locale;

/// A number of octets as people read it, in powers of a thousand.
public final class Volume {

    private Volume() {}

    /// `88.1 kB`.
    public static String exact(long octets) {
        return text(octets, true);
    }

    /// `8.1 kB`, `88 kB`.
    public static String rounded(long octets) {
        return text(octets, false);
    }

    private static String text(long octets, boolean isExact) {
        if (octets < 1000) {
            return octets + " B";
        }
        double value = octets;
        int unit = -1;
        while (value >= 999.5) {
            value /= 1000;
            unit++;
        }
        boolean hasFraction = isExact || value < 9.95;
        return String.format(Locale.ROOT, hasFraction ? "%.1f %sB" : "%.0f %sB", value, "kMGTPE".charAt(unit));
    }
}
