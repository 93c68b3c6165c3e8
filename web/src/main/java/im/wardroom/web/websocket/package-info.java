// SPDX-License-Identifier: Apache-2.0
/// Streams over WebSocket (RFC 6455, RFC 7395).
@NullMarked
package im.wardroom.web.websocket;

import org.jspecify.annotations.NullMarked;
