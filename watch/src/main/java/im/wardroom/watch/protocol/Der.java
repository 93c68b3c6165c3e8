// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.protocol;

import java.util.HexFormat;

/// Walks over values in DER (ITU-T X.690) that lie side by side. Lengths that lie are cut at what is there; each step
/// goes forward, so a walk ends.
final class Der {

    private static final int LONGEST_TEXT = 256;
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final byte[] bytes;
    private final int from;
    private final int to;
    private int at;
    private int tag;
    private int content;
    private int end;

    Der(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.from = from;
        this.to = Math.min(to, bytes.length);
        this.at = from;
        read();
    }

    private void read() {
        Cursor in = new Cursor(bytes, at, to);
        tag = in.u8();
        int length = in.u8();
        if (length > 0x80) {
            int size = length & 0x7F;
            length = size > 3 ? Integer.MAX_VALUE : 0;
            for (int i = 0; i < Math.min(size, 3); i++) {
                length = length == Integer.MAX_VALUE ? length : length << 8 | in.u8();
            }
        }
        content = in.at();
        end = (int) Math.min((long) content + length, to);
    }

    /// Whether no value is here.
    boolean isOver() {
        return at >= to || content > to;
    }

    int tag() {
        return isOver() ? 0 : tag;
    }

    void next() {
        if (!isOver()) {
            at = Math.max(end, content);
            read();
        }
    }

    /// The values inside of this one.
    Der inside() {
        return isOver() ? new Der(bytes, to, to) : new Der(bytes, content, end);
    }

    /// The same values, from the first one.
    Der again() {
        return new Der(bytes, from, to);
    }

    Der enter(int expected) {
        return tag() == expected ? inside() : new Der(bytes, to, to);
    }

    /// The content in hexadecimal digits, if it is as short as the name of an object.
    String hex() {
        return isOver() || end - content > 16 ? "" : HEX.formatHex(bytes, content, end);
    }

    String text() {
        return isOver() ? "" : new Cursor(bytes, content, end).text(Math.min(LONGEST_TEXT, end - content));
    }
}
