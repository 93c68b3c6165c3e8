// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.websocket;

/// The kinds of frames (RFC 6455 §5.2).
final class Opcode {

    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private Opcode() {}
}
