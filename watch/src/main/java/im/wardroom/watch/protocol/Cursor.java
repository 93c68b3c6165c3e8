// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.protocol;

import java.nio.charset.StandardCharsets;

/// Reads numbers and texts from a part of an array and never leaves it: what would be read past the end is zero, and
/// [#isCut()] tells so. Parsers of hostile input so need one check instead of one for each number.
final class Cursor {

    private final byte[] bytes;
    private final int end;
    private int at;
    private boolean cut;

    Cursor(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = Math.clamp(from, 0, bytes.length);
        this.end = Math.clamp(to, this.at, bytes.length);
    }

    int at() {
        return at;
    }

    int end() {
        return end;
    }

    int left() {
        return end - at;
    }

    /// Whether something was asked for that is not there.
    boolean isCut() {
        return cut;
    }

    int u8() {
        if (at >= end) {
            cut = true;
            return 0;
        }
        return bytes[at++] & 0xFF;
    }

    int u16() {
        return u8() << 8 | u8();
    }

    int u24() {
        return u16() << 8 | u8();
    }

    int i32() {
        return u16() << 16 | u16();
    }

    long u32() {
        return i32() & 0xFFFF_FFFFL;
    }

    long i64() {
        return (long) i32() << 32 | u32();
    }

    int u16little() {
        return u8() | u8() << 8;
    }

    long u32little() {
        return u16little() | (long) u16little() << 16;
    }

    void skip(int length) {
        if (length < 0 || length > left()) {
            cut = true;
            at = end;
        } else {
            at += length;
        }
    }

    /// What comes next, as a part of its own; this one goes on after it. Shorter than asked for if the end comes first.
    Cursor part(int length) {
        int from = at;
        skip(length);
        return new Cursor(bytes, from, at);
    }

    /// @return text of one byte a character, what cannot be printed as a question mark
    String text(int length) {
        int from = at;
        skip(length);
        byte[] text = new byte[at - from];
        for (int i = 0; i < text.length; i++) {
            byte b = bytes[from + i];
            text[i] = b > 0x1F && b < 0x7F ? b : (byte) '?';
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /// Appends the same.
    void appendText(int length, StringBuilder to) {
        int from = at;
        skip(length);
        for (int i = from; i < at; i++) {
            byte b = bytes[i];
            to.append(b > 0x1F && b < 0x7F ? (char) b : '?');
        }
    }

    byte[] array() {
        return bytes;
    }
}
