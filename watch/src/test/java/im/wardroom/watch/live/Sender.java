// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.live;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import im.wardroom.watch.packet.Frames;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.locks.LockSupport;

/// Sends so many frames with datagrams of UDP straight through an interface, at a pace: a process of its own, in
/// another network namespace.
final class Sender {

    private static final NativeFunction SEND = NativeFunction.of(
            NativeFunction.libc(),
            "send",
            NativeFunction.LONG,
            NativeFunction.INT,
            NativeFunction.POINTER,
            NativeFunction.LONG,
            NativeFunction.INT);
    private static final int FLOWS = 100;

    private Sender() {}

    /// @param arguments the interface, how many, how many a second, how long each
    public static void main(String[] arguments) throws Exception {
        int count = Integer.parseInt(arguments[1]);
        long pauseNanos = 1_000_000_000L / Long.parseLong(arguments[2]);
        int length = Integer.parseInt(arguments[3]);
        int socket = LibC.socket(LibC.AF_PACKET, LibC.SOCK_RAW);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address = arena.allocate(20, 4);
            address.set(JAVA_SHORT, 0, (short) LibC.AF_PACKET);
            address.set(JAVA_INT, 4, Interfaces.index(arguments[0]));
            long _ = LibC.BIND.call(socket, address, 20);
            MemorySegment[] frames = new MemorySegment[FLOWS];
            for (int i = 0; i < FLOWS; i++) {
                frames[i] = arena.allocateFrom(
                        JAVA_BYTE,
                        Frames.ethernet(
                                0x0800,
                                Frames.ipv4(
                                        "10.77.0.1", "10.77.1.1", 17, Frames.udp(20_000 + i, 9, new byte[length]))));
            }
            long next = System.nanoTime();
            for (int i = 0; i < count; i++) {
                for (long ahead = next - System.nanoTime(); ahead > 0; ahead = next - System.nanoTime()) {
                    LockSupport.parkNanos(ahead);
                }
                next += pauseNanos;
                MemorySegment frame = frames[i % FLOWS];
                long _ = SEND.call(socket, frame, frame.byteSize(), 0);
            }
        } finally {
            LibC.close(socket);
        }
    }
}
