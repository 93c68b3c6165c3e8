// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.live;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import im.wardroom.watch.capture.Packet;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/// Packets from a socket of Linux (packet(7)), out of the blocks of memory that the kernel fills and we empty
/// (<https://docs.kernel.org/networking/packet_mmap.html>, version 3).
final class RingTap implements Tap {

    private static final VarHandle STATUS = JAVA_INT.varHandle();
    private static final int OF_KERNEL = 0;
    private static final int OF_USER = 1;

    // struct tpacket_block_desc
    private static final int BLOCK_STATUS = 8;
    private static final int BLOCK_COUNT = 12;
    private static final int BLOCK_FIRST = 16;

    // struct tpacket3_hdr, and struct sockaddr_ll after it
    private static final int FRAME_NEXT = 0;
    private static final int FRAME_SECONDS = 4;
    private static final int FRAME_NANOS = 8;
    private static final int FRAME_KEPT = 12;
    private static final int FRAME_LENGTH = 16;
    private static final int FRAME_STATUS = 20;
    private static final int FRAME_BEGIN = 24;
    private static final int FRAME_TAG = 32;
    private static final int FRAME_TAG_TYPE = 36;
    private static final int FRAME_PROTOCOL = 48 + 2;
    private static final int FRAME_HARDWARE = 48 + 8;
    private static final int FRAME_DIRECTION = 48 + 10;

    private static final int HAS_TAG = 1 << 4;
    private static final int HAS_TAG_TYPE = 1 << 6;
    private static final int LOOPBACK = 772;
    private static final int OUTGOING = 4;

    private final Arena arena = Arena.ofShared();
    private final RingSocket socket;
    private final MemorySegment ring;
    private final Readiness readiness;
    private final InterfaceState state;
    private final RingFrame frame;
    private long block;
    private boolean held;
    private int left;
    private long at;

    RingTap(RingSocket socket, InterfaceState state) {
        this.socket = socket;
        this.state = state;
        ring = socket.ring();
        readiness = new Readiness(arena, socket.number());
        frame = new RingFrame(socket.linkType());
    }

    @Override
    public boolean next(Packet packet) throws IOException {
        while (left > 0 || nextBlock()) {
            long current = at;
            left--;
            at += ring.get(JAVA_INT, current + FRAME_NEXT);
            if (!isEcho(current)) {
                show(current, packet);
                return true;
            }
        }
        return false;
    }

    /// What a machine says to itself is seen as it goes and as it comes.
    private boolean isEcho(long current) {
        return ring.get(JAVA_BYTE, current + FRAME_DIRECTION) == OUTGOING
                && ring.get(JAVA_SHORT, current + FRAME_HARDWARE) == LOOPBACK;
    }

    private boolean nextBlock() throws IOException {
        if (held) {
            STATUS.setRelease(ring, block + BLOCK_STATUS, OF_KERNEL);
            held = false;
            block = (block + socket.blockSize()) % ring.byteSize();
        }
        if (!isFilled()) {
            readiness.await();
            if (!isFilled()) {
                socket.forgetError();
                state.check();
                return false;
            }
        }
        held = true;
        left = ring.get(JAVA_INT, block + BLOCK_COUNT);
        at = block + ring.get(JAVA_INT, block + BLOCK_FIRST);
        return left > 0;
    }

    private boolean isFilled() {
        return ((int) STATUS.getAcquire(ring, block + BLOCK_STATUS) & OF_USER) != 0;
    }

    private void show(long current, Packet packet) {
        int status = ring.get(JAVA_INT, current + FRAME_STATUS);
        int tagType = (status & HAS_TAG_TYPE) != 0 ? ring.get(JAVA_SHORT, current + FRAME_TAG_TYPE) & 0xffff : 0x8100;
        int tag = tagType << 16 | ring.get(JAVA_INT, current + FRAME_TAG) & 0xffff;
        frame.read(
                ring,
                current + (ring.get(JAVA_SHORT, current + FRAME_BEGIN) & 0xffff),
                Math.min(LONGEST, ring.get(JAVA_INT, current + FRAME_KEPT)),
                Short.reverseBytes(ring.get(JAVA_SHORT, current + FRAME_PROTOCOL)),
                (status & HAS_TAG) != 0 ? tag : RingFrame.NO_TAG);
        long seconds = ring.get(JAVA_INT, current + FRAME_SECONDS) & 0xffff_ffffL;
        long micros = seconds * 1_000_000 + ring.get(JAVA_INT, current + FRAME_NANOS) / 1000;
        frame.show(packet, ring.get(JAVA_INT, current + FRAME_LENGTH), micros);
    }

    @Override
    public Losses losses() throws IOException {
        return new Losses(socket.dropped(), state.dropped());
    }

    @Override
    public boolean isUp() {
        return state.isUp();
    }

    @Override
    public Way way() {
        return Way.PACKET_SOCKET;
    }

    @Override
    public void close() throws IOException {
        socket.close();
        arena.close();
    }
}
