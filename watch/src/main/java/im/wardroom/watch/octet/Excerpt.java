// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.octet;

import java.nio.charset.StandardCharsets;

/// A part of somebody else's array, looked at without copying. One object is pointed at one part after the other: who
/// wants to keep what it shows copies it. Positions count from the part's beginning.
public final class Excerpt {

    private static final byte[] NOTHING = new byte[0];

    private byte[] bytes = NOTHING;
    private int from;
    private int to;

    public static Excerpt of(byte[] bytes) {
        Excerpt excerpt = new Excerpt();
        excerpt.show(bytes, 0, bytes.length);
        return excerpt;
    }

    public void show(byte[] array, int start, int end) {
        bytes = array;
        from = start;
        to = end;
    }

    public void showNothing() {
        show(NOTHING, 0, 0);
    }

    public byte[] bytes() {
        return bytes;
    }

    /// Where the part begins in [#bytes()].
    public int from() {
        return from;
    }

    /// Where the part ends in [#bytes()]: the first octet that is not of it.
    public int to() {
        return to;
    }

    public int length() {
        return to - from;
    }

    public boolean isEmpty() {
        return to <= from;
    }

    public boolean has(int position, int count) {
        return position >= 0 && count >= 0 && position <= length() - count;
    }

    public int u8(int position) {
        return Octets.u8(bytes, from + position);
    }

    public int u16(int position) {
        return Octets.u16(bytes, from + position);
    }

    public int u24(int position) {
        return Octets.u24(bytes, from + position);
    }

    public long u32(int position) {
        return Octets.u32(bytes, from + position);
    }

    public int i32(int position) {
        return Octets.i32(bytes, from + position);
    }

    public long i64(int position) {
        return Octets.i64(bytes, from + position);
    }

    public int u16little(int position) {
        return Octets.u16little(bytes, from + position);
    }

    public long u32little(int position) {
        return Octets.u32little(bytes, from + position);
    }

    public boolean startsWith(String word) {
        return hasAt(0, word);
    }

    /// Whether the word, in ASCII, is at this place.
    public boolean hasAt(int position, String word) {
        if (!has(position, word.length())) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (u8(position + i) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// What is here might still become the word: it is all of it, or its beginning and no more.
    public boolean mayBecome(String word) {
        int known = Math.min(word.length(), length());
        for (int i = 0; i < known; i++) {
            if (u8(i) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// Where the octet is next, or -1.
    public int indexOf(int octet, int start) {
        for (int i = Math.max(0, start); i < length(); i++) {
            if (u8(i) == octet) {
                return i;
            }
        }
        return -1;
    }

    /// Where the word, in ASCII, is within the next octets, or -1.
    public int indexOf(String word, int start, int end) {
        int last = Math.min(end, length()) - word.length();
        for (int i = Math.max(0, start); i <= last; i++) {
            if (hasAt(i, word)) {
                return i;
            }
        }
        return -1;
    }

    /// A copy as text, one character an octet.
    public String text(int start, int end) {
        return new String(bytes, from + start, Math.max(0, end - start), StandardCharsets.ISO_8859_1);
    }
}
