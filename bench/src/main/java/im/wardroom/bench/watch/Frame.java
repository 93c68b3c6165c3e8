// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.watch;

import im.wardroom.watch.capture.Packet;
import java.util.Arrays;
import java.util.Optional;

/// A frame of a capture as Ethernet, with the place where its addresses are.
///
/// @param micros since the capture began
/// @param original how long it was on the wire
record Frame(byte[] bytes, int original, long micros) {

    private static final int ETHERNET = 1;
    private static final int RAW = 101;
    private static final int RAW_BSD = 12;
    private static final int COOKED = 113;
    private static final int HEADER = 14;
    private static final int COOKED_HEADER = 16;

    /// Empty if it is of a kind of network that cannot be written as Ethernet.
    static Optional<Frame> of(Packet packet, long begin) {
        return switch (packet.linkType()) {
            case ETHERNET -> Optional.of(of(packet, begin, 0, new byte[0]));
            case COOKED ->
                packet.length() < COOKED_HEADER
                        ? Optional.empty()
                        : Optional.of(of(
                                packet,
                                begin,
                                COOKED_HEADER,
                                header(packet.bytes()[packet.from() + 14], packet.bytes()[packet.from() + 15])));
            case RAW, RAW_BSD ->
                packet.length() == 0
                        ? Optional.empty()
                        : Optional.of(of(
                                packet,
                                begin,
                                0,
                                packet.bytes()[packet.from()] >> 4 == 4
                                        ? header((byte) 0x08, (byte) 0)
                                        : header((byte) 0x86, (byte) 0xdd)));
            default -> Optional.empty();
        };
    }

    private static byte[] header(byte high, byte low) {
        byte[] header = new byte[HEADER];
        header[HEADER - 2] = high;
        header[HEADER - 1] = low;
        return header;
    }

    private static Frame of(Packet packet, long begin, int cut, byte[] before) {
        byte[] frame = Arrays.copyOf(before, before.length + packet.length() - cut);
        System.arraycopy(packet.bytes(), packet.from() + cut, frame, before.length, packet.length() - cut);
        return new Frame(frame, packet.originalLength() - cut + before.length, packet.micros() - begin);
    }

    /// Changes both addresses in their last two octets, so that no flow of another round is the same. Check sums stay
    /// as they are; nobody looks at them.
    byte[] changed(int round) {
        byte[] changed = bytes.clone();
        int at = HEADER - 2;
        while (at + 2 < changed.length && isTag(changed, at)) {
            at += 4;
        }
        if (at + 2 + 40 > changed.length) {
            return changed;
        }
        int ip = at + 2;
        if (type(changed, at) == 0x0800) {
            change(changed, ip + 14, round);
            change(changed, ip + 18, round);
        } else if (type(changed, at) == 0x86dd) {
            change(changed, ip + 22, round);
            change(changed, ip + 38, round);
        }
        return changed;
    }

    private static boolean isTag(byte[] bytes, int at) {
        return type(bytes, at) == 0x8100 || type(bytes, at) == 0x88a8;
    }

    private static int type(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
    }

    private static void change(byte[] bytes, int at, int round) {
        bytes[at] ^= (byte) (round >> 8);
        bytes[at + 1] ^= (byte) round;
    }
}
