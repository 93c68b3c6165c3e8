// SPDX-License-Identifier: Apache-2.0
/// Clients by the thousand on one thread: sockets, TLS, sign-in, numbered messages.
@NullMarked
package im.wardroom.bench.load;

import org.jspecify.annotations.NullMarked;
