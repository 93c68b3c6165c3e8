// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.websocket;

/// Writes the server's frames: whole messages, not masked (RFC 6455 §5.1, §5.2).
final class FrameWriter {

    private static final int FINAL = 0x80;
    private static final int SHORT = 125;
    private static final int TWO_BYTES = 126;
    private static final int EIGHT_BYTES = 127;

    private FrameWriter() {}

    static byte[] text(byte[] payload) {
        return frame(Opcode.TEXT, payload);
    }

    /// @param data at most 125 bytes
    static byte[] pong(byte[] data) {
        return frame(Opcode.PONG, data);
    }

    static byte[] close(int code) {
        return frame(Opcode.CLOSE, new byte[] {(byte) (code >> 8), (byte) code});
    }

    private static byte[] frame(int opcode, byte[] payload) {
        int length = payload.length;
        int header = length <= SHORT ? 2 : length <= 0xFFFF ? 4 : 10;
        byte[] frame = new byte[header + length];
        frame[0] = (byte) (FINAL | opcode);
        frame[1] = (byte) (header == 2 ? length : header == 4 ? TWO_BYTES : EIGHT_BYTES);
        for (int i = header - 1, rest = length; i > 1; i--, rest >>>= 8) {
            frame[i] = (byte) rest;
        }
        System.arraycopy(payload, 0, frame, header, length);
        return frame;
    }
}
