// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.live;

import static im.wardroom.watch.live.NativeFunction.INT;
import static im.wardroom.watch.live.NativeFunction.LONG;
import static im.wardroom.watch.live.NativeFunction.POINTER;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;

/// What is needed of the system's C library, with the numbers that Linux gives to things.
final class LibC {

    static final int AF_UNIX = 1;
    static final int AF_PACKET = 17;
    static final int SOCK_DGRAM = 2;
    static final int SOCK_RAW = 3;
    static final int SOCK_CLOEXEC = 0x80000;
    static final int SOL_SOCKET = 1;
    static final int SO_ERROR = 4;
    static final int SO_ATTACH_FILTER = 26;

    private static final int READ_WRITE = 3;
    private static final int SHARED = 1;

    static final NativeFunction SOCKET = libc("socket", INT, INT, INT);
    static final NativeFunction BIND = libc("bind", INT, POINTER, INT);
    static final NativeFunction CLOSE = libc("close", INT);
    static final NativeFunction IOCTL =
            NativeFunction.variadic(NativeFunction.libc(), 2, "ioctl", INT, INT, LONG, POINTER);
    static final NativeFunction INDEX = libc("if_nametoindex", POINTER);

    private static final NativeFunction SETSOCKOPT = libc("setsockopt", INT, INT, INT, POINTER, INT);
    private static final NativeFunction GETSOCKOPT = libc("getsockopt", INT, INT, INT, POINTER, POINTER);
    private static final NativeFunction MMAP =
            NativeFunction.of(NativeFunction.libc(), "mmap", LONG, POINTER, LONG, INT, INT, INT, LONG);
    private static final NativeFunction MUNMAP = libc("munmap", POINTER, LONG);
    private static final NativeFunction NAME =
            NativeFunction.of(NativeFunction.libc(), "if_indextoname", LONG, INT, POINTER);

    private LibC() {}

    /// One that answers an `int`.
    static NativeFunction libc(String name, MemoryLayout... arguments) {
        return NativeFunction.of(NativeFunction.libc(), name, INT, arguments);
    }

    static int socket(int family, int type) throws SystemCallException {
        return (int) SOCKET.call(family, type | SOCK_CLOEXEC, 0);
    }

    static void set(int socket, int level, int option, MemorySegment value) throws SystemCallException {
        long _ = SETSOCKOPT.call(socket, level, option, value, (int) value.byteSize());
    }

    static void set(int socket, int level, int option, int value) throws SystemCallException {
        try (Arena arena = Arena.ofConfined()) {
            set(socket, level, option, arena.allocateFrom(JAVA_INT, value));
        }
    }

    static void get(int socket, int level, int option, MemorySegment value) throws SystemCallException {
        try (Arena arena = Arena.ofConfined()) {
            long _ =
                    GETSOCKOPT.call(socket, level, option, value, arena.allocateFrom(JAVA_INT, (int) value.byteSize()));
        }
    }

    /// The memory that a file or socket shares with the kernel.
    static MemorySegment map(int socket, long size) throws SystemCallException {
        long address = MMAP.call(MemorySegment.NULL, size, READ_WRITE, SHARED, socket, 0L);
        return MemorySegment.ofAddress(address).reinterpret(size);
    }

    static void unmap(MemorySegment memory) throws SystemCallException {
        long _ = MUNMAP.call(memory, memory.byteSize());
    }

    static void close(int socket) throws SystemCallException {
        long _ = CLOSE.call(socket);
    }

    /// Whether an interface of this number is still there, whatever its name is by now.
    static boolean isInterface(int index) {
        try (Arena arena = Arena.ofConfined()) {
            return NAME.answer(index, arena.allocate(64)) != 0;
        }
    }
}
