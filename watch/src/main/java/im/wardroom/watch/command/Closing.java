// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.command;

import im.wardroom.watch.live.Standing;
import im.wardroom.watch.live.Tap;
import java.io.PrintStream;

/// What is said of all that was seen on an interface, and of what was not.
final class Closing {

    private Closing() {}

    static void print(PrintStream out, Standing standing, long flows) {
        out.println(Text.count(flows, "flow") + ", " + Text.count(standing.packets(), "packet") + ", "
                + (standing.losses().all() == 0 ? "none dropped." : "SOME WERE LOST:"));
        if (standing.losses().all() > 0) {
            out.println(losses(standing.losses()));
        }
        if (standing.evicted() > 0) {
            out.println(standing.evicted() + " flows were let go early because too many were open at a time.");
        }
    }

    /// What was lost, where, and what can be done about it.
    static String losses(Tap.Losses losses) {
        String kernel = "%s dropped by the kernel because the buffer was full (a larger --buffer bridges more)"
                .formatted(Text.count(losses.kernel(), "packet"));
        String device =
                "%s given up by the network card or its driver".formatted(Text.count(losses.device(), "packet"));
        return losses.device() == 0 ? kernel : losses.kernel() == 0 ? device : kernel + ", " + device;
    }
}
