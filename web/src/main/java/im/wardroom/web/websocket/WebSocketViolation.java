// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.websocket;

/// The client broke the rules of WebSocket, below the stream.
final class WebSocketViolation extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int code;

    private WebSocketViolation(int code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    static WebSocketViolation protocol(String message) {
        return new WebSocketViolation(CloseCode.PROTOCOL_ERROR, message);
    }

    static WebSocketViolation unsupported(String message) {
        return new WebSocketViolation(CloseCode.UNSUPPORTED_DATA, message);
    }

    /// See [CloseCode].
    int code() {
        return code;
    }
}
