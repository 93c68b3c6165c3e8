// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.command;

import java.time.Duration;

/// Waits from one look to the next, and says whether there is one.
interface Rounds {

    /// Until somebody ends the program.
    Rounds ENDLESS = pause -> {
        Thread.sleep(pause);
        return true;
    };

    boolean another(Duration pause) throws InterruptedException;
}
