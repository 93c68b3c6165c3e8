// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.xml;

import java.nio.charset.StandardCharsets;

/// References to characters and to the five entities that need no declaration (XML 1.0 §4.1, §4.6).
final class Reference {

    private static final int NONE = -1;

    private Reference() {}

    /// Where the semicolon is.
    static int end(byte[] source, int from, int to) {
        for (int at = from; at < to; at++) {
            if (source[at] == ';') {
                return at;
            }
        }
        throw Violation.notWellFormed("A reference has no end.");
    }

    /// The code point that is meant by what stands between `&` and `;`.
    static int value(byte[] source, int from, int end) {
        return from < end && source[from] == '#' ? number(source, from + 1, end) : entity(source, from, end);
    }

    private static int number(byte[] source, int from, int end) {
        boolean hexadecimal = from < end && source[from] == 'x';
        int radix = hexadecimal ? 16 : 10;
        int start = hexadecimal ? from + 1 : from;
        int value = start < end ? 0 : NONE;
        for (int at = start; at < end && value != NONE; at++) {
            int digit = source[at] < 0 ? NONE : Character.digit(source[at], radix);
            int next = value * radix + digit;
            value = digit == NONE || next > Character.MAX_CODE_POINT ? NONE : next;
        }
        if (value == NONE || !XmlChars.isChar(value)) {
            throw Violation.notWellFormed("A reference is not to a character of XML.");
        }
        return value;
    }

    private static int entity(byte[] source, int from, int end) {
        // No name of the five is longer; decoding more would only cost.
        String name = new String(source, from, Math.min(end - from, 5), StandardCharsets.ISO_8859_1);
        return switch (name) {
            case "amp" -> '&';
            case "lt" -> '<';
            case "gt" -> '>';
            case "apos" -> '\'';
            case "quot" -> '"';
            default -> {
                QName.read(source, from, end, end - from);
                throw Violation.restricted("Only the predefined entities may be used.");
            }
        };
    }
}
