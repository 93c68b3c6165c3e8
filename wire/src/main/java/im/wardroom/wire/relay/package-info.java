// SPDX-License-Identifier: Apache-2.0
/// Bytes from one connection to another (XEP-0065, RFC 1928). Who may have that is decided elsewhere.
@NullMarked
package im.wardroom.wire.relay;

import org.jspecify.annotations.NullMarked;
