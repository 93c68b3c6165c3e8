// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Writes messages as the documents of their protocols lay them out.
public final class Wire {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public Wire u8(int... numbers) {
        for (int number : numbers) {
            out.write(number);
        }
        return this;
    }

    public Wire u16(int... numbers) {
        for (int number : numbers) {
            u8(number >> 8, number);
        }
        return this;
    }

    public Wire u24(int number) {
        return u8(number >> 16).u16(number);
    }

    public Wire u32(long number) {
        return u16((int) (number >> 16), (int) number);
    }

    public Wire little16(int number) {
        return u8(number, number >> 8);
    }

    public Wire little32(long number) {
        return little16((int) number).little16((int) (number >> 16));
    }

    public Wire hex(String digits) {
        return bytes(HexFormat.of().parseHex(digits.replaceAll("\\s", "")));
    }

    public Wire text(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    public Wire bytes(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    public Wire zeros(int count) {
        return bytes(new byte[count]);
    }

    /// A part with its length in one byte before it.
    public Wire short8(Wire part) {
        return u8(part.size()).bytes(part.bytes());
    }

    public Wire long16(Wire part) {
        return u16(part.size()).bytes(part.bytes());
    }

    public Wire long24(Wire part) {
        return u24(part.size()).bytes(part.bytes());
    }

    public int size() {
        return out.size();
    }

    public byte[] bytes() {
        return out.toByteArray();
    }
}
