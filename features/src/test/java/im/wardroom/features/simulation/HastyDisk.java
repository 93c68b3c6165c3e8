// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.simulation;

import im.wardroom.testkit.simulation.disk.SimulatedDisk;
import java.io.IOException;
import java.util.Random;

/// A fault to be found: acknowledges before the sync. Every other sync is left to the next one.
final class HastyDisk extends SimulatedDisk {

    private boolean due;

    HastyDisk(Random random) {
        super(random);
    }

    @Override
    public void sync() throws IOException {
        due = !due;
        if (!due) {
            super.sync();
        }
    }
}
