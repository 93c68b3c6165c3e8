// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.capture;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/// Where packets come from. Belongs to one thread.
public interface Capture extends Closeable {

    /// Points the packet at the next frame; false if there is none any more.
    boolean next(Packet packet) throws IOException;

    /// How many octets have been read, for who shows progress.
    long position();

    /// Why it ended before its end, if it did: a file that was cut off or is damaged.
    Optional<String> damage();
}
