// SPDX-License-Identifier: Apache-2.0
/// Streams as a client meets them, over real sockets.
@NullMarked
package im.wardroom.testkit.stream;

import org.jspecify.annotations.NullMarked;
