// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.command;

import im.wardroom.watch.dissect.FindingListener;
import im.wardroom.watch.live.Standing;
import im.wardroom.watch.live.Way;
import im.wardroom.watch.suspicion.SuspicionListener;
import java.time.Instant;

/// How findings are shown while they are made.
interface LiveOutput extends FindingListener, SuspicionListener {

    void begin(Start start);

    /// About once a second.
    void turn(Standing standing);

    /// Nothing comes any more.
    void end(Standing standing);

    /// @param rights what the process may still do
    record Start(Instant time, String interfaceName, Way way, long bufferOctets, String user, String rights) {

        String sentence() {
            return "watching %s through %s, with a buffer of %d MiB, as %s with %s"
                    .formatted(interfaceName, way.id(), bufferOctets >> 20, user, rights);
        }
    }
}
