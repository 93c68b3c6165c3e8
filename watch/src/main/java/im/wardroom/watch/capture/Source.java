// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.capture;

import im.wardroom.watch.octet.Octets;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

/// Reads a file through one array, so that a frame can be looked at where it was read. Numbers are read in the order of
/// octets that the file has.
final class Source implements Closeable {

    /// The longest frame or block that is believed.
    static final int LONGEST = 16 << 20;

    private static final int READ_AT_ONCE = 1 << 18;

    private final InputStream in;
    private byte[] bytes = new byte[READ_AT_ONCE];
    private int at;
    private int end;
    private long gone;
    private boolean little;

    Source(InputStream in) {
        this.in = in;
    }

    void setLittle(boolean isLittle) {
        little = isLittle;
    }

    /// Whether so many octets are there, of the current position on; they are in [#bytes()] then.
    boolean has(int count) throws IOException {
        return end - at >= count || fill(count);
    }

    private boolean fill(int count) throws IOException {
        if (count > bytes.length - at) {
            byte[] target = count > bytes.length ? new byte[Math.max(count, READ_AT_ONCE)] : bytes;
            System.arraycopy(bytes, at, target, 0, end - at);
            gone += at;
            end -= at;
            at = 0;
            bytes = target;
        }
        while (end - at < count) {
            int read = in.read(bytes, end, bytes.length - end);
            if (read < 0) {
                return false;
            }
            end += read;
        }
        return true;
    }

    /// What was not looked at yet, as a stream.
    InputStream rest() {
        return new SequenceInputStream(new ByteArrayInputStream(bytes, at, end - at), in);
    }

    byte[] bytes() {
        return bytes;
    }

    int at() {
        return at;
    }

    /// How many octets can be looked at without reading.
    int there() {
        return end - at;
    }

    void skip(int count) {
        at += count;
    }

    long position() {
        return gone + at;
    }

    int u16(int offset) {
        return little ? Octets.u16little(bytes, at + offset) : Octets.u16(bytes, at + offset);
    }

    int i32(int offset) {
        return little ? Octets.i32little(bytes, at + offset) : Octets.i32(bytes, at + offset);
    }

    long u32(int offset) {
        return i32(offset) & 0xffff_ffffL;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
