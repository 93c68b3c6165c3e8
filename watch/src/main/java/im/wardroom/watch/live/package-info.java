// SPDX-License-Identifier: Apache-2.0
/// Packets of a network interface as they come, through libpcap or straight from Linux, and the loop that watches them.
@NullMarked
package im.wardroom.watch.live;

import org.jspecify.annotations.NullMarked;
