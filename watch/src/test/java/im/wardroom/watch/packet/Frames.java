// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.packet;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/// Builds frames by hand, from the inside out. Checksums are left out: nobody looks at them.
public final class Frames {

    private Frames() {}

    public static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replaceAll("\\s", ""));
    }

    public static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    public static byte[] udp(int source, int target, byte[] payload) {
        return ByteBuffer.allocate(8 + payload.length)
                .putShort((short) source)
                .putShort((short) target)
                .putShort((short) (8 + payload.length))
                .putShort((short) 0)
                .put(payload)
                .array();
    }

    public static byte[] tcp(int source, int target, int sequence, int flags, byte[] payload) {
        return ByteBuffer.allocate(20 + payload.length)
                .putShort((short) source)
                .putShort((short) target)
                .putInt(sequence)
                .putInt(0)
                .put((byte) 0x50)
                .put((byte) flags)
                .putShort((short) 8192)
                .putInt(0)
                .put(payload)
                .array();
    }

    public static byte[] ipv4(String source, String target, int protocol, byte[] payload) {
        return ipv4(source, target, protocol, 0, 0, payload);
    }

    /// @param fragment the flags and the offset, as they are in the header
    public static byte[] ipv4(String source, String target, int protocol, int id, int fragment, byte[] payload) {
        return ByteBuffer.allocate(20 + payload.length)
                .put((byte) 0x45)
                .put((byte) 0)
                .putShort((short) (20 + payload.length))
                .putShort((short) id)
                .putShort((short) fragment)
                .put((byte) 64)
                .put((byte) protocol)
                .putShort((short) 0)
                .put(address(source))
                .put(address(target))
                .put(payload)
                .array();
    }

    public static byte[] ipv6(String source, String target, int next, byte[] payload) {
        return ByteBuffer.allocate(40 + payload.length)
                .putInt(0x6000_0000)
                .putShort((short) payload.length)
                .put((byte) next)
                .put((byte) 64)
                .put(address(source))
                .put(address(target))
                .put(payload)
                .array();
    }

    public static byte[] ethernet(int type, byte[] payload) {
        return ByteBuffer.allocate(14 + payload.length)
                .position(12)
                .putShort((short) type)
                .put(payload)
                .array();
    }

    private static byte[] address(String text) {
        try {
            return InetAddress.getByName(text).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
