// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.capture;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A file as tcpdump writes it (<https://datatracker.ietf.org/doc/draft-ietf-opsawg-pcap/>), with the variants of its
/// precision and of the record's header that exist. Where a record cannot be, the next one is looked for.
final class PcapFile implements Capture {

    static final int MICROS = 0xa1b2c3d4;
    static final int NANOS = 0xa1b23c4d;
    /// Alexey Kuznetsov's, with eight octets more a record.
    static final int MODIFIED = 0xa1b2cd34;

    private static final int HEADER = 24;
    private static final int RECORD = 16;
    /// How far the next record is looked for.
    private static final int SEARCHED = 1 << 18;
    /// How far apart in time the records of a damaged file may be.
    private static final long PLAUSIBLE_SECONDS = 7L * 24 * 3600;

    private final Source source;
    private final boolean nanos;
    private final int recordHeader;
    private final int linkType;
    private final int snapLength;
    private long lastSeconds = -1;
    private @Nullable String damage;

    PcapFile(Source source, int magic) throws IOException {
        this.source = source;
        if (!source.has(HEADER)) {
            throw new CaptureFormatException("the header of the capture is cut off");
        }
        nanos = magic == NANOS;
        recordHeader = magic == MODIFIED ? RECORD + 8 : RECORD;
        snapLength = source.i32(16);
        // The upper half says how long the check sum of a frame is.
        linkType = source.i32(20) & 0xffff;
        source.skip(HEADER);
    }

    @Override
    public boolean next(Packet packet) throws IOException {
        if (!source.has(recordHeader)) {
            if (source.there() > 0) {
                damage = "cut off within the header of a packet";
            }
            return false;
        }
        int length = source.i32(8);
        if (!isLength(length) && !findRecord()) {
            return false;
        }
        return read(packet);
    }

    private boolean read(Packet packet) throws IOException {
        long seconds = source.u32(0);
        long fraction = source.u32(4);
        int length = source.i32(8);
        int original = source.i32(12);
        int total = recordHeader + length;
        if (!source.has(total)) {
            damage = "cut off within a packet";
            length = source.there() - recordHeader;
            total = source.there();
        }
        long micros = seconds * 1_000_000 + (nanos ? fraction / 1000 : fraction);
        int start = source.at() + recordHeader;
        packet.show(source.bytes(), start, start + length, Math.max(original, length), linkType, micros);
        source.skip(total);
        lastSeconds = seconds;
        return true;
    }

    private static boolean isLength(int length) {
        return length >= 0 && length <= Source.LONGEST;
    }

    /// Goes on to the next place where two records in a row make sense.
    private boolean findRecord() throws IOException {
        damage = "damaged: a packet's length is impossible";
        for (int i = 0; i < SEARCHED; i++) {
            source.skip(1);
            if (!source.has(recordHeader)) {
                return false;
            }
            if (isPlausible(0) && followsPlausible()) {
                return true;
            }
        }
        return false;
    }

    private boolean followsPlausible() throws IOException {
        int next = recordHeader + source.i32(8);
        return source.has(next + recordHeader) ? isPlausible(next) : source.there() == next;
    }

    private boolean isPlausible(int offset) {
        int length = source.i32(offset + 8);
        int original = source.i32(offset + 12);
        long seconds = source.u32(offset);
        int most = snapLength > 0 && snapLength <= 1 << 18 ? snapLength : 1 << 18;
        return length > 0
                && length <= most
                && original >= length
                && original <= 1 << 18
                && source.u32(offset + 4) < (nanos ? 1_000_000_000 : 1_000_000)
                && (lastSeconds < 0 || Math.abs(seconds - lastSeconds) <= PLAUSIBLE_SECONDS);
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
}
