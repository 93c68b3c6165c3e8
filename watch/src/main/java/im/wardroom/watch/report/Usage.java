// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.report;

import im.wardroom.watch.packet.Address;

/// One flow that was found to be a messenger's, or to hide what it is.
///
/// @param what the service, or what hides
/// @param isHidden the second of the two
/// @param activity empty for what hides
/// @param rule that would have stopped it: `name`, `address` or `none`; empty where that is not known
public record Usage(
        long firstMicros,
        long lastMicros,
        String what,
        boolean isHidden,
        String activity,
        String via,
        String evidence,
        String rule,
        Address client,
        long bytes) {}
