// SPDX-License-Identifier: Apache-2.0
/// TLS as a client meets it, over real sockets.
@NullMarked
package im.wardroom.testkit.wire;

import org.jspecify.annotations.NullMarked;
