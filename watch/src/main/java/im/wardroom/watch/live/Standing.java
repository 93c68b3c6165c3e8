// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.live;

import java.time.Instant;

/// How a watch stands at a moment.
///
/// @param packets that were looked at
/// @param openFlows that are followed now
/// @param evicted flows that were ended before their time because there were too many
/// @param isUp whether the interface is up
public record Standing(Instant time, long packets, int openFlows, long evicted, Tap.Losses losses, boolean isUp) {}
