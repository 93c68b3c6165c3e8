// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.artefact;

import java.nio.charset.StandardCharsets;

/// Undoes percent-encoding, as often as it was done, within reason. What is no encoding stays as it is.
final class Percent {

    private static final int TIMES = 3;

    private Percent() {}

    static String decode(String text) {
        String decoded = text;
        for (int i = 0; i < TIMES && decoded.indexOf('%') >= 0; i++) {
            String next = once(decoded);
            if (next.equals(decoded)) {
                break;
            }
            decoded = next;
        }
        return decoded;
    }

    private static String once(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            int high = bytes[i] == '%' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high >= 0 ? Character.digit(bytes[i + 2], 16) : -1;
            if (low >= 0) {
                bytes[length++] = (byte) (high << 4 | low);
                i += 2;
            } else {
                bytes[length++] = bytes[i];
            }
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
