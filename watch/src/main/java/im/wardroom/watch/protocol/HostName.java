// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.protocol;

import java.util.Locale;

/// Names of hosts as they are found in protocols: in small letters, without the dot of the root.
final class HostName {

    private static final int LONGEST = 253;

    private HostName() {}

    /// Letters, digits, and what administrators really use beside them; no spaces, no slashes, nothing unprintable.
    static boolean isPlausible(String name) {
        if (name.isEmpty() || name.length() > LONGEST + 1) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean fits = c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c >= '0' && c <= '9'
                    || c == '.'
                    || c == '-'
                    || c == '_'
                    || c == '*';
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    static String canonical(String name) {
        String small = name.toLowerCase(Locale.ROOT);
        return small.endsWith(".") ? small.substring(0, small.length() - 1) : small;
    }
}
