// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.live;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// A user of this machine, wherever it keeps them.
record Account(String name, int uid, int gid) {

    private static final NativeFunction GETPWNAM =
            NativeFunction.of(NativeFunction.libc(), "getpwnam", NativeFunction.LONG, NativeFunction.POINTER);

    // struct passwd: two texts come before the numbers.
    private static final int UID = 16;
    private static final int GID = 20;
    private static final int SIZE = 24;

    static Account of(String name) throws TapException {
        try (Arena arena = Arena.ofConfined()) {
            long found = GETPWNAM.answer(arena.allocateFrom(name));
            if (found == 0) {
                throw new TapException(
                        "there is no user %s on this machine; --user says whom to become".formatted(name));
            }
            MemorySegment entry = MemorySegment.ofAddress(found).reinterpret(SIZE);
            return new Account(name, entry.get(JAVA_INT, UID), entry.get(JAVA_INT, GID));
        }
    }
}
