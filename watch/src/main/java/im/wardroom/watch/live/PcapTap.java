// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.live;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import im.wardroom.watch.capture.Packet;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Packets through libpcap. It is asked without waiting; who waits is us, so that time passes where nothing comes.
final class PcapTap implements Tap {

    /// How long libpcap lets the kernel gather packets before it tells.
    private static final int GATHER_MILLIS = 50;

    private static final int GOT_ONE = 1;
    private static final int FAILED = -1;
    private static final int FORGIVEN = 3;

    // struct pcap_pkthdr
    private static final int SECONDS = 0;
    private static final int MICROS = 8;
    private static final int KEPT = 16;
    private static final int LENGTH = 20;

    private static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private final Arena arena = Arena.ofShared();
    private final Pcap pcap;
    private final InterfaceState state;
    private final MemorySegment handle;
    private final int linkType;
    private final Readiness readiness;
    private final MemorySegment header = arena.allocate(ADDRESS);
    private final MemorySegment data = arena.allocate(ADDRESS);
    private final byte[] frame = new byte[LONGEST];
    private final Wrapping kernel = new Wrapping();
    private final Wrapping device = new Wrapping();

    private int failures;

    private PcapTap(Pcap pcap, InterfaceState state, MemorySegment handle) {
        this.pcap = pcap;
        this.state = state;
        this.handle = handle;
        linkType = (int) pcap.datalink.answer(handle);
        readiness = new Readiness(arena, (int) pcap.selectable.answer(handle));
    }

    static PcapTap open(Pcap pcap, TapSettings settings, InterfaceState state) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment message = arena.allocate(256);
            long created = pcap.create.answer(arena.allocateFrom(settings.interfaceName()), message);
            if (created == 0) {
                throw new TapException(settings.interfaceName() + " cannot be watched: " + message.getString(0));
            }
            MemorySegment handle = MemorySegment.ofAddress(created);
            try {
                activate(pcap, handle, settings);
                if (settings.filter().isPresent()) {
                    filter(pcap, handle, settings.filter().get());
                }
                if (pcap.setNonblock.answer(handle, 1, message) == FAILED) {
                    throw new TapException(settings.interfaceName() + " cannot be watched: " + message.getString(0));
                }
                return new PcapTap(pcap, state, handle);
            } catch (IOException e) {
                long _ = pcap.close.answer(handle);
                throw e;
            }
        }
    }

    private static void activate(Pcap pcap, MemorySegment handle, TapSettings settings) throws IOException {
        long _ = pcap.setSnaplen.answer(handle, LONGEST);
        long _ = pcap.setPromisc.answer(handle, settings.promiscuous() && !settings.isAll() ? 1 : 0);
        long _ = pcap.setTimeout.answer(handle, GATHER_MILLIS);
        long _ = pcap.setBufferSize.answer(handle, (int) settings.bufferOctets());
        int answer = (int) pcap.activate.answer(handle);
        if (answer < 0) {
            throw Taps.refusal(settings.interfaceName(), answer, error(pcap, handle));
        }
    }

    private static void filter(Pcap pcap, MemorySegment handle, String expression) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment program = arena.allocate(16, 8);
            int unknownMask = -1;
            if (pcap.compile.answer(handle, program, arena.allocateFrom(expression), 1, unknownMask) == FAILED) {
                throw new TapException("the filter is not understood: " + error(pcap, handle));
            }
            long answer = pcap.setFilter.answer(handle, program);
            long _ = pcap.freeCode.answer(program);
            if (answer == FAILED) {
                throw new TapException("the filter cannot be used: " + error(pcap, handle));
            }
        }
    }

    private static String error(Pcap pcap, MemorySegment handle) {
        return NativeFunction.text(pcap.error.answer(handle));
    }

    @Override
    public boolean next(Packet packet) throws IOException {
        int answer = ask();
        if (answer == 0) {
            readiness.await();
            answer = ask();
        }
        if (answer == GOT_ONE) {
            failures = 0;
            show(packet);
            return true;
        }
        if (answer < 0) {
            fail();
        } else {
            state.check();
        }
        return false;
    }

    /// What came before the interface went is still in the buffer, and is told when it is asked for again.
    private void fail() throws IOException {
        String reason = error(pcap, handle);
        if (++failures <= FORGIVEN) {
            readiness.await();
            return;
        }
        state.checkNow();
        throw new TapException(state.isUp() ? "libpcap failed: " + reason : state.name() + " went down");
    }

    private int ask() {
        try {
            return (int) pcap.next.invokeExact(handle, header, data);
        } catch (Throwable e) {
            throw NativeFunction.unexpected(e);
        }
    }

    private void show(Packet packet) {
        long about = header.get(JAVA_LONG, 0);
        int kept = Math.min(LONGEST, MEMORY.get(JAVA_INT, about + KEPT));
        MemorySegment.copy(MEMORY, JAVA_BYTE, data.get(JAVA_LONG, 0), frame, 0, kept);
        packet.show(
                frame,
                0,
                kept,
                MEMORY.get(JAVA_INT, about + LENGTH),
                linkType,
                MEMORY.get(JAVA_LONG, about + SECONDS) * 1_000_000 + MEMORY.get(JAVA_LONG, about + MICROS));
    }

    @Override
    public Losses losses() {
        try (Arena shortly = Arena.ofConfined()) {
            MemorySegment counts = shortly.allocate(16, 4);
            long _ = pcap.stats.answer(handle, counts);
            return new Losses(kernel.add(counts.get(JAVA_INT, 4)), device.add(counts.get(JAVA_INT, 8)));
        }
    }

    @Override
    public boolean isUp() {
        return state.isUp();
    }

    @Override
    public Way way() {
        return Way.LIBPCAP;
    }

    @Override
    public void close() {
        long _ = pcap.close.answer(handle);
        arena.close();
    }

    /// A counter of 32 bits that begins anew when it is full.
    private static final class Wrapping {

        private int last;
        private long sum;

        long add(int counter) {
            sum += (counter - last) & 0xffff_ffffL;
            last = counter;
            return sum;
        }
    }
}
