// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.live;

import im.wardroom.watch.capture.Packet;
import java.io.Closeable;
import java.io.IOException;

/// Packets of an interface, in both directions, as they come. Belongs to one thread.
public interface Tap extends Closeable {

    /// No decision needs more of a frame than this: a stream is looked at for 16 KiB, whatever a network card has put
    /// together.
    int LONGEST = 18 * 1024;

    /// Points the packet at the next frame. False if none has come for a moment.
    ///
    /// @throws TapException if the interface is gone
    boolean next(Packet packet) throws IOException;

    /// What was lost since the beginning.
    Losses losses() throws IOException;

    /// Whether the interface was up when that was looked at last. One that is down may come up again.
    boolean isUp();

    /// Through what the packets come.
    Way way();

    /// @param kernel packets that there was no room for because they were not read in time
    /// @param device packets that the network card or its driver gave up
    record Losses(long kernel, long device) {

        public static final Losses NONE = new Losses(0, 0);

        public long all() {
            return kernel + device;
        }
    }
}
