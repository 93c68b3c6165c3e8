// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.capture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A file as Wireshark writes it (<https://datatracker.ietf.org/doc/draft-ietf-opsawg-pcapng/>): sections, each in its
/// own order of octets, with interfaces of their own link types and precisions. Blocks that are not needed are skipped.
final class PcapngFile implements Capture {

    static final int SECTION = 0x0a0d0d0a;

    private static final int BYTE_ORDER = 0x1a2b3c4d;
    private static final int INTERFACE = 1;
    private static final int OBSOLETE_PACKET = 2;
    private static final int SIMPLE_PACKET = 3;
    private static final int ENHANCED_PACKET = 6;
    private static final int BLOCK = 12;
    private static final int MOST_INTERFACES = 65_536;

    private final Source source;
    private final List<Interface> interfaces = new ArrayList<>();
    private @Nullable String damage;
    private long lastMicros;

    PcapngFile(Source source) throws IOException {
        this.source = source;
        if (!source.has(BLOCK + 16)) {
            throw new CaptureFormatException("the header of the capture is cut off");
        }
    }

    @Override
    public boolean next(Packet packet) throws IOException {
        while (source.has(BLOCK)) {
            int type = source.i32(0);
            if (type == SECTION && !beginSection()) {
                return damaged("a section begins impossibly");
            }
            long length = source.u32(4);
            if (length < BLOCK || length > Source.LONGEST) {
                return damaged("the length of a block is impossible");
            }
            int padded = (int) (length + 3 & ~3L);
            boolean whole = source.has(padded) || source.has((int) length);
            int there = Math.min(source.there(), (int) length);
            if (!whole) {
                damaged("cut off within a block");
            }
            boolean shows = read(type, whole ? (int) length - 4 : there, packet);
            source.skip(Math.min(source.there(), padded));
            if (shows) {
                return true;
            }
        }
        if (source.there() > 0) {
            damaged("cut off within the header of a block");
        }
        return false;
    }

    private boolean damaged(String what) {
        damage = what;
        return false;
    }

    private boolean beginSection() throws IOException {
        if (!source.has(BLOCK + 4)) {
            return false;
        }
        source.setLittle(false);
        if (source.i32(8) != BYTE_ORDER) {
            source.setLittle(true);
            if (source.i32(8) != BYTE_ORDER) {
                return false;
            }
        }
        interfaces.clear();
        return true;
    }

    /// Reads the block that ends so many octets from here.
    private boolean read(int type, int end, Packet packet) {
        return switch (type) {
            case INTERFACE -> {
                addInterface(end);
                yield false;
            }
            case ENHANCED_PACKET -> end >= 28 && enhanced(source.u32(8), 28, end, packet);
            case OBSOLETE_PACKET -> end >= 28 && enhanced(source.u16(8), 28, end, packet);
            case SIMPLE_PACKET -> end >= 12 && simple(end, packet);
            default -> false;
        };
    }

    private void addInterface(int end) {
        if (end < 16 || interfaces.size() >= MOST_INTERFACES) {
            return;
        }
        int resolution = 6;
        long offset = 0;
        int at = 16;
        while (at + 4 <= end) {
            int code = source.u16(at);
            int length = source.u16(at + 2);
            if (code == 0 || at + 4 + length > end) {
                break;
            }
            if (code == 9 && length >= 1) {
                resolution = source.bytes()[source.at() + at + 4] & 0xff;
            } else if (code == 14 && length >= 8) {
                offset = source.u32(at + 4);
            }
            at += 4 + (length + 3 & ~3);
        }
        interfaces.add(new Interface(source.u16(8), source.i32(12), resolution, offset));
    }

    private boolean enhanced(long number, int start, int end, Packet packet) {
        if (number >= interfaces.size()) {
            return damaged("a packet of an interface that is not there");
        }
        Interface on = interfaces.get((int) number);
        int length = (int) Math.min(source.u32(20), end - start);
        lastMicros = on.micros(source.u32(12) << 32 | source.u32(16));
        show(on, start, length, source.i32(24), packet);
        return true;
    }

    private boolean simple(int end, Packet packet) {
        if (interfaces.isEmpty()) {
            return damaged("a packet of an interface that is not there");
        }
        Interface on = interfaces.getFirst();
        int original = source.i32(8);
        int length = original < 0 ? end - 12 : Math.min(original, end - 12);
        show(on, 12, on.snapLength() > 0 ? Math.min(length, on.snapLength()) : length, original, packet);
        return true;
    }

    private void show(Interface on, int start, int length, int original, Packet packet) {
        int from = source.at() + start;
        packet.show(source.bytes(), from, from + length, Math.max(length, original), on.linkType(), lastMicros);
    }

    @Override
    public long position() {
        return source.position();
    }

    @Override
    public Optional<String> damage() {
        return Optional.ofNullable(damage);
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    /// @param resolution of its times: a power of ten, or of two if the upper bit is set
    private record Interface(int linkType, int snapLength, int resolution, long offsetSeconds) {

        long micros(long ticks) {
            return offsetSeconds * 1_000_000 + scaled(ticks);
        }

        private long scaled(long ticks) {
            if (resolution == 6) {
                return ticks;
            }
            if (resolution >= 128) {
                int bits = resolution & 127;
                if (bits >= 64) {
                    return 0;
                }
                long seconds = bits == 0 ? ticks : ticks >>> bits;
                double rest = bits == 0 ? 0 : (double) (ticks & (1L << bits) - 1) / Math.scalb(1.0, bits);
                return seconds * 1_000_000 + (long) (rest * 1e6);
            }
            long result = ticks;
            for (int i = resolution; i < 6; i++) {
                result *= 10;
            }
            for (int i = 6; i < Math.min(resolution, 26); i++) {
                result = Long.divideUnsigned(result, 10);
            }
            return result;
        }
    }
}
