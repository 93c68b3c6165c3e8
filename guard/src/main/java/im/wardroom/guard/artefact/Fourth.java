// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.artefact;

import org.jspecify.annotations.Nullable;

/// IPv4 addresses as browsers read them: `3232235777`, `0xC0.0250.1.1` and `192.168.257` are one and the same.
final class Fourth {

    private static final long MOST = 0xFFFF_FFFFL;
    private static final int PARTS = 4;

    private Fourth() {}

    /// Null if the name is no address.
    static @Nullable String parse(String name) {
        char last = name.charAt(name.length() - 1);
        if (Character.digit(last, 16) < 0 || Character.digit(name.charAt(0), 10) < 0) {
            return null;
        }
        String[] parts = name.split("\\.", PARTS + 2);
        if (parts.length > PARTS) {
            return null;
        }
        long address = 0;
        for (int i = 0; i < parts.length; i++) {
            boolean isLast = i == parts.length - 1;
            long part = number(parts[i]);
            long most = isLast ? MOST >> 8 * i : 0xFF;
            if (part < 0 || part > most) {
                return null;
            }
            address |= isLast ? part : part << 24 - 8 * i;
        }
        return (address >> 24) + "." + (address >> 16 & 0xFF) + "." + (address >> 8 & 0xFF) + "." + (address & 0xFF);
    }

    private static long number(String part) {
        boolean isHex = part.startsWith("0x");
        boolean isOctal = !isHex && part.length() > 1 && part.startsWith("0");
        String digits = isHex ? part.substring(2) : part;
        try {
            return digits.isEmpty()
                    ? (isHex ? 0 : -1)
                    : digits.startsWith("-") || digits.startsWith("+") || digits.length() > 12
                            ? -1
                            : Long.parseLong(digits, isHex ? 16 : isOctal ? 8 : 10);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
