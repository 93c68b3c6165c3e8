// SPDX-License-Identifier: Apache-2.0
/// From a captured frame to a segment of UDP or TCP: link layers, tags, tunnels, fragments. Allocates nothing for each
/// packet.
@NullMarked
package im.wardroom.watch.packet;

import org.jspecify.annotations.NullMarked;
