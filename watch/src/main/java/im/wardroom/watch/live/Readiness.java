// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.live;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// Waits until there is something to read on a socket, a tenth of a second at most: time passes even where nothing is
/// said.
final class Readiness {

    private static final int PATIENCE_MILLIS = 100;
    private static final int TO_READ = 1;
    private static final MethodHandle POLL = Linker.nativeLinker()
            .downcallHandle(
                    NativeFunction.libc().findOrThrow("poll"),
                    FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));

    private final MemorySegment request;

    /// @param arena where the request is kept
    Readiness(Arena arena, int socket) {
        request = arena.allocate(8, 4);
        request.set(JAVA_INT, 0, socket);
        request.set(JAVA_SHORT, 4, (short) TO_READ);
    }

    void await() {
        try {
            int _ = (int) POLL.invokeExact(request, 1L, PATIENCE_MILLIS);
        } catch (Throwable e) {
            throw NativeFunction.unexpected(e);
        }
    }
}
