// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.websocket;

/// Why a WebSocket is closed (RFC 6455 §7.4.1).
final class CloseCode {

    static final int NORMAL = 1000;
    static final int PROTOCOL_ERROR = 1002;
    static final int UNSUPPORTED_DATA = 1003;
    static final int NONE = 1005;

    private CloseCode() {}

    /// Whether a client may send it (RFC 6455 §7.4.2).
    static boolean isForTheWire(int code) {
        return code >= 1000 && code <= 1014 && code != 1004 && code != 1005 && code != 1006
                || code >= 3000 && code <= 4999;
    }
}
