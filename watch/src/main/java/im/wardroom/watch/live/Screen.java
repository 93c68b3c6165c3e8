// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.live;

import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// How large the terminal is that the standard output goes to.
public record Screen(int rows, int columns) {

    private static final Screen USUAL = new Screen(24, 80);
    private static final int STANDARD_OUTPUT = 1;
    private static final long GET_WINDOW_SIZE = 0x5413;

    /// As it is at this moment: a person may have changed it.
    public static Screen now() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment size = arena.allocate(8, 2);
            long _ = LibC.IOCTL.call(STANDARD_OUTPUT, GET_WINDOW_SIZE, size);
            int rows = size.get(JAVA_SHORT, 0);
            int columns = size.get(JAVA_SHORT, 2);
            return rows > 0 && columns > 0 ? new Screen(rows, columns) : USUAL;
        } catch (SystemCallException e) {
            return USUAL;
        }
    }
}
