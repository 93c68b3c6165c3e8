// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.capture;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// Writes captures by hand, and reads them.
public final class Captures {

    private Captures() {}

    public static byte[] header(ByteOrder order, int magic, int linkType) {
        return ByteBuffer.allocate(24)
                .order(order)
                .putInt(magic)
                .putShort((short) 2)
                .putShort((short) 4)
                .putLong(0)
                .putInt(65_535)
                .putInt(linkType)
                .array();
    }

    public static byte[] record(ByteOrder order, int seconds, int fraction, byte[] frame) {
        return ByteBuffer.allocate(16 + frame.length)
                .order(order)
                .putInt(seconds)
                .putInt(fraction)
                .putInt(frame.length)
                .putInt(frame.length)
                .put(frame)
                .array();
    }

    /// A block of pcapng, padded.
    static byte[] block(ByteOrder order, int type, byte[] body) {
        int padded = body.length + 3 & ~3;
        return ByteBuffer.allocate(12 + padded)
                .order(order)
                .putInt(type)
                .putInt(12 + padded)
                .put(body)
                .position(8 + padded)
                .putInt(12 + padded)
                .array();
    }

    static byte[] section(ByteOrder order) {
        byte[] body = ByteBuffer.allocate(16)
                .order(order)
                .putInt(0x1a2b3c4d)
                .putShort((short) 1)
                .putShort((short) 0)
                .putLong(-1)
                .array();
        return block(order, 0x0a0d0d0a, body);
    }

    /// @param resolution as the option `if_tsresol` says it, or 0 for none
    static byte[] anInterface(ByteOrder order, int linkType, int resolution) {
        ByteBuffer body = ByteBuffer.allocate(resolution == 0 ? 8 : 20)
                .order(order)
                .putShort((short) linkType)
                .putShort((short) 0)
                .putInt(0);
        if (resolution != 0) {
            body.putShort((short) 9).putShort((short) 1).put((byte) resolution);
        }
        return block(order, 1, body.array());
    }

    static byte[] enhanced(ByteOrder order, int number, long ticks, byte[] frame) {
        byte[] body = ByteBuffer.allocate(20 + frame.length)
                .order(order)
                .putInt(number)
                .putInt((int) (ticks >>> 32))
                .putInt((int) ticks)
                .putInt(frame.length)
                .putInt(frame.length)
                .put(frame)
                .array();
        return block(order, 6, body);
    }

    /// Each packet in words; the damage last, if there is some.
    public static List<String> read(byte[] file) {
        List<String> packets = new ArrayList<>();
        try (Capture capture = CaptureFile.open(new ByteArrayInputStream(file))) {
            Packet packet = new Packet();
            while (capture.next(packet)) {
                packets.add(packet.micros() + " " + packet.linkType() + " "
                        + new String(packet.bytes(), packet.from(), packet.length(), US_ASCII));
            }
            capture.damage().ifPresent(packets::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packets;
    }
}
