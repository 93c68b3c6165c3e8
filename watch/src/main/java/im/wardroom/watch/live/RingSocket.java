// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.live;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// A packet socket of Linux with a ring of blocks that it shares with the kernel: opens, counts, closes it.
final class RingSocket implements Closeable {

    private static final int SOL_PACKET = 263;
    private static final int PACKET_ADD_MEMBERSHIP = 1;
    private static final int PACKET_RX_RING = 5;
    private static final int PACKET_STATISTICS = 6;
    private static final int PACKET_VERSION = 10;
    private static final int TPACKET_V3 = 2;
    private static final int PROMISCUOUS = 1;
    private static final int ALL_PROTOCOLS = 3;

    private static final int LARGEST_BLOCK = 1 << 20;
    private static final int LEAST_BLOCKS = 8;
    private static final int FRAME = 2048;

    /// How long a block that is not full waits for more.
    private static final int RETIRE_MILLIS = 50;

    // ARP's numbers of kinds of networks.
    private static final int ETHERNET = 1;
    private static final int LOOPBACK = 772;
    private static final int NONE = 65_534;

    private final int number;
    private final int blockSize;
    private final int linkType;
    private final MemorySegment ring;
    private long dropped;

    private RingSocket(int number, int blockSize, int linkType, MemorySegment ring) {
        this.number = number;
        this.blockSize = blockSize;
        this.linkType = linkType;
        this.ring = ring;
    }

    /// @param index the interface's number, 0 for all
    static RingSocket open(TapSettings settings, int index) throws IOException {
        int linkType = linkType(settings);
        int number = LibC.socket(LibC.AF_PACKET, linkType == RingFrame.COOKED ? LibC.SOCK_DGRAM : LibC.SOCK_RAW);
        try {
            int blockSize = (int) Math.min(LARGEST_BLOCK, Long.highestOneBit(settings.bufferOctets() / LEAST_BLOCKS));
            LibC.set(number, SOL_PACKET, PACKET_VERSION, TPACKET_V3);
            limit(number);
            long size = settings.bufferOctets() / blockSize * blockSize;
            ask(number, blockSize, (int) (size / blockSize));
            MemorySegment ring = LibC.map(number, size);
            if (settings.promiscuous() && index != 0) {
                listenToAll(number, index);
            }
            bind(number, index);
            return new RingSocket(number, blockSize, linkType, ring);
        } catch (IOException e) {
            LibC.close(number);
            throw e;
        }
    }

    private static int linkType(TapSettings settings) throws IOException {
        if (settings.isAll()) {
            return RingFrame.COOKED;
        }
        return switch (Interfaces.hardware(settings.interfaceName())) {
            case ETHERNET, LOOPBACK -> RingFrame.ETHERNET;
            case NONE -> RingFrame.RAW_IP;
            default -> RingFrame.COOKED;
        };
    }

    /// A filter of one instruction: `ret #LONGEST`.
    private static void limit(int number) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment instruction = arena.allocate(8, 4);
            instruction.set(JAVA_SHORT, 0, (short) 6);
            instruction.set(JAVA_INT, 4, Tap.LONGEST);
            MemorySegment program = arena.allocate(16, 8);
            program.set(JAVA_SHORT, 0, (short) 1);
            program.set(ADDRESS, 8, instruction);
            LibC.set(number, LibC.SOL_SOCKET, LibC.SO_ATTACH_FILTER, program);
        }
    }

    /// `struct tpacket_req3`.
    private static void ask(int number, int blockSize, int blocks) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            LibC.set(
                    number,
                    SOL_PACKET,
                    PACKET_RX_RING,
                    arena.allocateFrom(
                            JAVA_INT, blockSize, blocks, FRAME, blockSize / FRAME * blocks, RETIRE_MILLIS, 0, 0));
        }
    }

    /// `struct packet_mreq`.
    private static void listenToAll(int number, int index) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment membership = arena.allocate(16, 4);
            membership.set(JAVA_INT, 0, index);
            membership.set(JAVA_SHORT, 4, (short) PROMISCUOUS);
            LibC.set(number, SOL_PACKET, PACKET_ADD_MEMBERSHIP, membership);
        }
    }

    /// `struct sockaddr_ll`.
    private static void bind(int number, int index) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address = arena.allocate(20, 4);
            address.set(JAVA_SHORT, 0, (short) LibC.AF_PACKET);
            address.set(JAVA_SHORT, 2, Short.reverseBytes((short) ALL_PROTOCOLS));
            address.set(JAVA_INT, 4, index);
            long _ = LibC.BIND.call(number, address, (int) address.byteSize());
        }
    }

    int number() {
        return number;
    }

    int blockSize() {
        return blockSize;
    }

    int linkType() {
        return linkType;
    }

    MemorySegment ring() {
        return ring;
    }

    /// How many packets found no room. The kernel forgets what it has told.
    long dropped() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment counts = arena.allocate(12, 4);
            LibC.get(number, SOL_PACKET, PACKET_STATISTICS, counts);
            dropped += counts.get(JAVA_INT, 4) & 0xffff_ffffL;
            return dropped;
        }
    }

    /// An interface that went down leaves an error, which would end every wait at once.
    void forgetError() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            LibC.get(number, LibC.SOL_SOCKET, LibC.SO_ERROR, arena.allocate(JAVA_LONG));
        }
    }

    @Override
    public void close() throws IOException {
        LibC.unmap(ring);
        LibC.close(number);
    }
}
