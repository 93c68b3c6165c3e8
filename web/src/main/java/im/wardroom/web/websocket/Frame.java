// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.websocket;

/// What a client's frames come to (RFC 6455 §5.4, §5.5).
sealed interface Frame {

    /// A message in text, whole.
    record Message(byte[] text) implements Frame {}

    record Ping(byte[] data) implements Frame {}

    record Pong() implements Frame {}

    /// @param code why, 1005 if the client did not say
    record Close(int code) implements Frame {}
}
