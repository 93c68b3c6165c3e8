// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.xml;

/// Reads code points of strict UTF-8 (RFC 3629 §4): no overlong forms, no surrogates, nothing cut off.
final class Utf8 {

    private Utf8() {}

    /// The code point that starts at `at`.
    static int codePoint(byte[] source, int at, int end) {
        int lead = source[at] & 0xFF;
        if (lead < 0x80) {
            return lead;
        }
        int length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
        if (length == 0 || at + length > end) {
            throw Violation.encoding("This is not UTF-8.");
        }
        int value = lead & (0xFF >> (length + 1));
        for (int i = 1; i < length; i++) {
            if ((source[at + i] & 0xC0) != 0x80) {
                throw Violation.encoding("This is not UTF-8.");
            }
            value = value << 6 | source[at + i] & 0x3F;
        }
        if (length(value) != length || value > 0x10FFFF || value >= 0xD800 && value <= 0xDFFF) {
            throw Violation.encoding("This is not UTF-8.");
        }
        return value;
    }

    /// How many bytes a code point takes.
    static int length(int codePoint) {
        return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    }
}
