// SPDX-License-Identifier: Apache-2.0
/// The programs of this machine that talk to messengers, as the kernel tells of processes and sockets.
@NullMarked
package im.wardroom.watch.host;

import org.jspecify.annotations.NullMarked;
