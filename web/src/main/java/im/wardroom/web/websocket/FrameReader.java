// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.websocket;

import im.wardroom.xmpp.stanza.StreamError;
import im.wardroom.xmpp.stanza.StreamError.Condition;
import im.wardroom.xmpp.stanza.StreamException;
import im.wardroom.xmpp.xml.Element;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads a client's frames incrementally (RFC 6455 §5): bytes are fed, frames are pulled. Holds no more than one
/// message of the allowed size and what was fed last, and nothing between messages. Not thread-safe.
final class FrameReader {

    private static final byte[] EMPTY = {};
    private static final int FINAL = 0x80;
    private static final int RESERVED = 0x70;
    private static final int MASKED = 0x80;
    private static final int MASK_BYTES = 4;
    private static final int MAX_CONTROL = 125;

    private byte[] buffer = EMPTY;
    private int start;
    private int end;
    private byte[] message = EMPTY;
    private int messageLength;
    private boolean continuing;

    /// Appends bytes; they are copied.
    void feed(byte[] source, int offset, int length) {
        if (end + length > buffer.length) {
            makeRoom(length);
        }
        System.arraycopy(source, offset, buffer, end, length);
        end += length;
    }

    /// Grows by half at least, so that what comes in many pieces is not copied for each of them.
    private void makeRoom(int length) {
        int kept = end - start;
        byte[] target = kept + length <= buffer.length / 2 ? buffer : new byte[kept + Math.max(length, kept / 2)];
        System.arraycopy(buffer, start, target, 0, kept);
        buffer = target;
        start = 0;
        end = kept;
    }

    int pending() {
        return end - start;
    }

    /// The next complete frame or message, or null if more bytes are needed.
    ///
    /// @param maxMessage how long a message may be
    /// @throws WebSocketViolation if the rules of WebSocket are broken
    /// @throws StreamException if a message is too long
    @Nullable
    Frame next(int maxMessage) {
        while (end - start >= 2) {
            int first = buffer[start] & 0xFF;
            int opcode = first & 0x0F;
            check(first, opcode);
            int header = headerLength();
            if (end - start < header) {
                return null;
            }
            int length = payloadLength(opcode, maxMessage);
            if (end - start < header + length) {
                return null;
            }
            byte[] payload = take(header, length);
            boolean isFinal = (first & FINAL) != 0;
            Frame frame = opcode >= Opcode.CLOSE ? control(opcode, payload) : data(payload, isFinal);
            if (frame != null) {
                return frame;
            }
        }
        return null;
    }

    private void check(int first, int opcode) {
        if ((first & RESERVED) != 0) {
            throw WebSocketViolation.protocol("No extension was agreed on.");
        }
        if ((buffer[start + 1] & MASKED) == 0) {
            throw WebSocketViolation.protocol("A client masks its frames.");
        }
        switch (opcode) {
            case Opcode.BINARY -> throw WebSocketViolation.unsupported("Streams are text.");
            case Opcode.TEXT, Opcode.CONTINUATION -> {
                if (continuing != (opcode == Opcode.CONTINUATION)) {
                    throw WebSocketViolation.protocol("The parts of a message follow each other.");
                }
            }
            case Opcode.CLOSE, Opcode.PING, Opcode.PONG -> {
                if ((first & FINAL) == 0 || (buffer[start + 1] & 0x7F) > MAX_CONTROL) {
                    throw WebSocketViolation.protocol("A control frame is short and whole.");
                }
            }
            default -> throw WebSocketViolation.protocol("There is no such frame.");
        }
    }

    private int headerLength() {
        int extended = switch (buffer[start + 1] & 0x7F) {
            case 126 -> 2;
            case 127 -> 8;
            default -> 0;
        };
        return 2 + extended + MASK_BYTES;
    }

    private int payloadLength(int opcode, int maxMessage) {
        int code = buffer[start + 1] & 0x7F;
        long length = code;
        if (code > MAX_CONTROL) {
            length = 0;
            int bytes = code == 126 ? 2 : 8;
            for (int i = 0; i < bytes; i++) {
                length = length << 8 | buffer[start + 2 + i] & 0xFF;
            }
            if (length >= 0 && length <= (bytes == 2 ? MAX_CONTROL : 0xFFFF)) {
                throw WebSocketViolation.protocol("A length is written as short as can be.");
            }
        }
        if (opcode < Opcode.CLOSE && (length < 0 || length > maxMessage - messageLength)) {
            throw tooBig();
        }
        return (int) length;
    }

    private static StreamException tooBig() {
        return new StreamException(StreamError.of(Condition.POLICY_VIOLATION, "The stanza is too big.")
                .with(Element.of("urn:xmpp:errors", "stanza-too-big")));
    }

    private byte[] take(int header, int length) {
        int mask = start + header - MASK_BYTES;
        byte[] payload = Arrays.copyOfRange(buffer, start + header, start + header + length);
        for (int i = 0; i < length; i++) {
            payload[i] ^= buffer[mask + (i & 3)];
        }
        start += header + length;
        if (start == end) {
            buffer = EMPTY;
            start = 0;
            end = 0;
        }
        return payload;
    }

    private @Nullable Frame data(byte[] payload, boolean isFinal) {
        continuing = !isFinal;
        if (isFinal && messageLength == 0) {
            return new Frame.Message(payload);
        }
        int length = messageLength + payload.length;
        if (length > message.length) {
            message = Arrays.copyOf(message, isFinal ? length : length + length / 2);
        }
        System.arraycopy(payload, 0, message, messageLength, payload.length);
        messageLength = length;
        return isFinal ? new Frame.Message(takeMessage()) : null;
    }

    private byte[] takeMessage() {
        byte[] whole = messageLength == message.length ? message : Arrays.copyOf(message, messageLength);
        message = EMPTY;
        messageLength = 0;
        return whole;
    }

    private static Frame control(int opcode, byte[] payload) {
        return switch (opcode) {
            case Opcode.PING -> new Frame.Ping(payload);
            case Opcode.PONG -> new Frame.Pong();
            default -> new Frame.Close(closeCode(payload));
        };
    }

    private static int closeCode(byte[] payload) {
        if (payload.length == 0) {
            return CloseCode.NONE;
        }
        int code = payload.length == 1 ? 0 : (payload[0] & 0xFF) << 8 | payload[1] & 0xFF;
        if (!CloseCode.isForTheWire(code)) {
            throw WebSocketViolation.protocol("There is no such reason to close.");
        }
        return code;
    }
}
