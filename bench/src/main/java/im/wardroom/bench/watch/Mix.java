// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.watch;

import im.wardroom.watch.capture.Capture;
import im.wardroom.watch.capture.CaptureFile;
import im.wardroom.watch.capture.Packet;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Many captures as one large file: all of them side by side as if they had begun at once, again and again with other
/// addresses, in the order of time.
final class Mix {

    private static final int MAGIC = 0xa1b2c3d4;
    private static final int ETHERNET = 1;
    private static final int LONGEST = 262_144;
    private static final long BEGIN_MICROS = 1_700_000_000_000_000L;
    private static final long PAUSE_MICROS = 1_000_000;

    private final List<Frame> frames = new ArrayList<>();
    private int files;
    private int leftOut;

    private Mix() {}

    /// @param packets in it
    /// @param files that are in it
    /// @param leftOut packets of networks that are no Ethernet
    record Made(Path file, long packets, long octets, int rounds, int files, int leftOut) {}

    static Mix of(Path folder) throws IOException {
        Mix mix = new Mix();
        try (Stream<Path> found = Files.list(folder)) {
            for (Path file : found.filter(Mix::isCapture).sorted().toList()) {
                mix.read(file);
            }
        }
        mix.frames.sort(Comparator.comparingLong(Frame::micros));
        return mix;
    }

    private static boolean isCapture(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".pcap") || name.endsWith(".pcapng") || name.endsWith(".cap");
    }

    private void read(Path file) throws IOException {
        Packet packet = new Packet();
        long begin = Long.MIN_VALUE;
        long latest = 0;
        files++;
        try (Capture capture = CaptureFile.open(file)) {
            while (capture.next(packet)) {
                begin = begin == Long.MIN_VALUE ? packet.micros() : begin;
                Frame frame = Frame.of(packet, begin).orElse(null);
                if (frame == null) {
                    leftOut++;
                    continue;
                }
                latest = Math.max(latest, frame.micros());
                // In the order of the file, even where its clock went back.
                frames.add(new Frame(frame.bytes(), frame.original(), latest));
            }
        }
    }

    List<Frame> frames() {
        return List.copyOf(frames);
    }

    /// Writes a file of so many octets at least.
    Made write(Path file, long octets) throws IOException {
        long written = 24;
        long packets = 0;
        int round = 0;
        long begin = BEGIN_MICROS;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            out.write(numbers(MAGIC, 0x0004_0002, 0, 0, LONGEST, ETHERNET));
            while (written < octets) {
                for (Frame frame : frames) {
                    write(out, frame, begin, round);
                    written += 16 + frame.bytes().length;
                }
                packets += frames.size();
                begin += frames.getLast().micros() + PAUSE_MICROS;
                round++;
            }
        }
        return new Made(file, packets, written, round, files, leftOut);
    }

    private static void write(OutputStream out, Frame frame, long begin, int round) throws IOException {
        long micros = begin + frame.micros();
        out.write(numbers(
                (int) (micros / 1_000_000), (int) (micros % 1_000_000), frame.bytes().length, frame.original()));
        out.write(frame.changed(round));
    }

    private static byte[] numbers(int... numbers) {
        ByteBuffer buffer = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int number : numbers) {
            buffer.putInt(number);
        }
        return buffer.array();
    }
}
