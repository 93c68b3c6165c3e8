// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.embedded;

import java.io.ByteArrayOutputStream;

/// Reads Base64 as the most lenient client would: what does not belong there is passed over, and after padding it goes
/// on. So nothing is hidden from us that a client might still find. Pure functions.
final class Base64Text {

    private Base64Text() {}

    static byte[] decode(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length() * 3 / 4 + 3);
        int bits = 0;
        int held = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int value = value(c);
            if (value >= 0) {
                held = held << 6 | value;
                bits += 6;
                if (bits >= 8) {
                    bits -= 8;
                    bytes.write(held >> bits);
                    held &= (1 << bits) - 1;
                }
            } else if (c == '=') {
                bits = 0;
                held = 0;
            }
        }
        return bytes.toByteArray();
    }

    private static int value(char c) {
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        }
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 26;
        }
        if (c >= '0' && c <= '9') {
            return c - '0' + 52;
        }
        return switch (c) {
            case '+', '-' -> 62;
            case '/', '_' -> 63;
            default -> -1;
        };
    }

    /// Whether a text is nothing else, and long enough to be more than a word.
    static boolean is(String text, int least) {
        int count = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (value(c) >= 0) {
                count++;
            } else if (c != '=' && !Character.isWhitespace(c)) {
                return false;
            }
        }
        return count >= least && !isProse(text, count);
    }

    /// Words with single spaces between them have letters only, too.
    private static boolean isProse(String text, int count) {
        int spaces = 0;
        for (int i = 0; i < text.length(); i++) {
            spaces += text.charAt(i) == ' ' ? 1 : 0;
        }
        return spaces > count / 40;
    }
}
