// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.simulation;

import im.wardroom.testkit.simulation.disk.SimulatedDisk;
import java.io.IOException;
import java.util.Random;

/// A fault to be found: acknowledges before the sync. Most syncs are left to a later one.
final class HastyDisk extends SimulatedDisk {

    private static final int EACH = 5;

    private int syncs;

    HastyDisk(Random random) {
        super(random);
    }

    @Override
    public void sync() throws IOException {
        if (++syncs % EACH == 0) {
            super.sync();
        }
    }
}
