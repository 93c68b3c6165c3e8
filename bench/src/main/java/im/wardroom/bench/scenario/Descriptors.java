// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.scenario;

import java.lang.management.ManagementFactory;

/// How many sockets this process may have.
public final class Descriptors {

    private static final int FOR_OTHER_THINGS = 300;

    private Descriptors() {}

    /// As many as wanted, or as can be.
    public static int limited(int wanted) {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.UnixOperatingSystemMXBean unix
                ? (int) Math.min(wanted, unix.getMaxFileDescriptorCount() - FOR_OTHER_THINGS)
                : wanted;
    }
}
