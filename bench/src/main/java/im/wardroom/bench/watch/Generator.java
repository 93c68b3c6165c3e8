// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.watch;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// Sends the frames of captures through an interface at a pace, again and again with other addresses: a process of its
/// own, in a network namespace. At the end it says how many, and in how many seconds.
final class Generator {

    private static final int AF_PACKET = 17;
    private static final int SOCK_RAW = 3;
    private static final int LONGEST = 1514;
    private static final int FRAMES_A_TURN = 50;

    private static final MethodHandle SOCKET = function("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle BIND = function("bind", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle INDEX = function("if_nametoindex", JAVA_INT, ADDRESS);
    private static final MethodHandle SEND = function("send", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);

    private Generator() {}

    private static MethodHandle function(String name, MemoryLayout result, MemoryLayout... arguments) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow(name), FunctionDescriptor.of(result, arguments));
    }

    /// @param arguments the folder with captures, the interface, how many a second, how many
    public static void main(String[] arguments) throws Throwable {
        List<Frame> frames = Mix.of(Path.of(arguments[0])).frames().stream()
                .filter(frame -> frame.bytes().length <= LONGEST)
                .toList();
        long pauseNanos = FRAMES_A_TURN * 1_000_000_000L / Long.parseLong(arguments[2]);
        long count = Long.parseLong(arguments[3]);
        try (Arena arena = Arena.ofConfined()) {
            int socket = open(arena, arguments[1]);
            MemorySegment buffer = arena.allocate(LONGEST);
            long refused = 0;
            long begun = System.nanoTime();
            long next = begun;
            for (long i = 0; i < count; i++) {
                if (i % FRAMES_A_TURN == 0) {
                    await(next);
                    next += pauseNanos;
                }
                byte[] frame = frames.get((int) (i % frames.size())).changed((int) (i / frames.size()));
                MemorySegment.copy(frame, 0, buffer, JAVA_BYTE, 0, frame.length);
                refused += (long) SEND.invokeExact(socket, buffer, (long) frame.length, 0) < 0 ? 1 : 0;
            }
            System.out.printf("%d %.3f%n", count - refused, (System.nanoTime() - begun) / 1e9);
        }
    }

    private static int open(Arena arena, String name) throws Throwable {
        int index = (int) INDEX.invokeExact(arena.allocateFrom(name));
        int socket = (int) SOCKET.invokeExact(AF_PACKET, SOCK_RAW, 0);
        MemorySegment address = arena.allocate(20, 4);
        address.set(JAVA_SHORT, 0, (short) AF_PACKET);
        address.set(JAVA_INT, 4, index);
        if (index <= 0 || socket < 0 || (int) BIND.invokeExact(socket, address, 20) != 0) {
            throw new IllegalStateException(name + " cannot be opened");
        }
        return socket;
    }

    private static void await(long nanos) {
        for (long ahead = nanos - System.nanoTime(); ahead > 0; ahead = nanos - System.nanoTime()) {
            LockSupport.parkNanos(ahead);
        }
    }
}
