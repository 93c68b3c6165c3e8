// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// The names of keys in the file: `directTls` is written `direct-tls`.
final class Keys {

    /// More changes than this, and a name is not what somebody meant.
    private static final int MAX_CHANGES = 3;

    private Keys() {}

    static String of(String component) {
        return component.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The known name that is nearest to an unknown one.
    static Optional<String> nearest(String unknown, Collection<String> known) {
        return known.stream()
                .filter(name -> distance(unknown, name) <= Math.min(MAX_CHANGES, name.length() / 2))
                .min(Comparator.comparingInt(name -> distance(unknown, name)));
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substitution, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
