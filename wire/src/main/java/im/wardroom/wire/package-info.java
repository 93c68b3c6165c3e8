// SPDX-License-Identifier: Apache-2.0
/// Bytes in, stanzas out: sockets, TLS and limits. The only place that knows Netty.
@NullMarked
package im.wardroom.wire;

import org.jspecify.annotations.NullMarked;
