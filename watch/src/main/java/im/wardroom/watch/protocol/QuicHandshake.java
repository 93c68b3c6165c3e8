// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.protocol;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads what a QUIC client says first, from its first datagrams in the order in which they come. A hello that is
/// spread over several of them is put together, up to [#LIMIT] bytes.
public final class QuicHandshake {

    private static final int LIMIT = 16 * 1024;
    private static final int SHORTEST = 20;
    private static final int LONGEST_ID = 20;
    private static final int MOST_FRAMES = 512;

    private final Pieces crypto = new Pieces(LIMIT);
    private @Nullable QuicKeys keys;
    private @Nullable QuicKeys others;
    private byte[] connection = new byte[0];
    private Optional<QuicHello> hello = Optional.empty();

    /// Whether a datagram may be the first of a QUIC connection.
    public static boolean isPossible(byte[] bytes, int from, int to) {
        return version(bytes, from, to) != 0;
    }

    /// The number of the version that a first datagram names, 0 if it is none of a known version.
    public static int version(byte[] bytes, int from, int to) {
        if (to - from < SHORTEST) {
            return 0;
        }
        int first = bytes[from] & 0xFF;
        Cursor in = new Cursor(bytes, from + 1, to);
        int number;
        if ((first & 0x80) != 0) {
            number = in.i32();
            boolean fixed = (first & 0x40) != 0 || number >>> 16 == 0x5130;
            return fixed && QuicVersion.of(number).isPresent() ? number : 0;
        }
        // Google's public header before Q046: a flag says that the version is here, another that the id has 8 bytes.
        if ((first & 0x01) != 0 && (first & 0x08) != 0) {
            in.skip(8);
            number = in.i32();
            Optional<QuicVersion> version = QuicVersion.of(number);
            return version.isPresent() && version.get().form() == QuicVersion.Form.CLEAR ? number : 0;
        }
        return 0;
    }

    /// @return what is known of the client after this datagram
    public Optional<QuicHello> add(byte[] bytes, int from, int to) {
        int at = from;
        while (to - at >= SHORTEST) {
            int next = packet(bytes, at, to);
            if (next <= at) {
                break;
            }
            at = next;
        }
        return hello;
    }

    /// @return where the next packet of the same datagram begins; `from` if there is none
    private int packet(byte[] bytes, int from, int to) {
        Optional<QuicVersion> version = QuicVersion.of(version(bytes, from, to));
        if (version.isEmpty()) {
            return from;
        }
        if (version.get().form() == QuicVersion.Form.CLEAR) {
            know(GoogleHello.find(version.get().number(), bytes, from, to));
            return from;
        }
        Cursor in = new Cursor(bytes, from + 5, to);
        int length = in.u8();
        if (length > LONGEST_ID) {
            return from;
        }
        byte[] id = Arrays.copyOfRange(bytes, in.at(), Math.min(to, in.at() + length));
        in.skip(length);
        in.skip(in.u8());
        boolean initial = isInitial(version.get(), bytes[from]);
        if (initial) {
            in.skip((int) Math.min(variable(in), Integer.MAX_VALUE));
        }
        long rest = variable(in);
        if (in.isCut() || rest > in.left()) {
            return from;
        }
        int end = in.at() + (int) rest;
        if (initial) {
            initial(version.get(), id, bytes, from, in.at(), end);
        }
        return end;
    }

    private static boolean isInitial(QuicVersion version, byte first) {
        int type = (first & 0x30) >> 4;
        return version.form() == QuicVersion.Form.SECOND ? type == 1 : type == 0;
    }

    /// RFC 9001 §5.2: keys come from the connection id of the first packet and stay when the client takes the id that
    /// the server chose; after a Retry they are made anew.
    private void initial(QuicVersion version, byte[] id, byte[] bytes, int from, int number, int end) {
        QuicKeys first = keys;
        if (first == null) {
            first = QuicKeys.of(version, id);
            keys = first;
            connection = id;
        }
        Optional<byte[]> frames = first.open(bytes, from, number, end);
        if (frames.isEmpty() && others == null && !Arrays.equals(id, connection)) {
            others = QuicKeys.of(version, id);
        }
        if (frames.isEmpty() && others != null) {
            frames = others.open(bytes, from, number, end);
        }
        if (frames.isPresent()) {
            frames(frames.get());
            read(version);
        }
    }

    private void frames(byte[] frames) {
        Cursor in = new Cursor(frames, 0, frames.length);
        for (int count = 0; in.left() > 0 && !in.isCut() && count < MOST_FRAMES; ) {
            int type = in.u8();
            switch (type) {
                case 0 -> {} // padding, of which there is much
                case 1 -> count++; // ping
                case 2, 3 -> {
                    acknowledgement(in, type);
                    count++;
                }
                case 6 -> {
                    long offset = variable(in);
                    int length = (int) Math.min(variable(in), Integer.MAX_VALUE);
                    crypto.put(offset, frames, in.at(), Math.min(length, in.left()));
                    in.skip(length);
                    count++;
                }
                default -> {
                    return;
                }
            }
        }
    }

    private static void acknowledgement(Cursor in, int type) {
        variable(in);
        variable(in);
        long ranges = variable(in);
        variable(in);
        for (long i = 0; i < ranges && !in.isCut(); i++) {
            variable(in);
            variable(in);
        }
        for (int i = 0; type == 3 && i < 3; i++) {
            variable(in);
        }
    }

    private void read(QuicVersion version) {
        byte[] bytes = crypto.bytes();
        int whole = crypto.whole();
        if (version.form() == QuicVersion.Form.GOOGLE) {
            know(GoogleHello.find(version.number(), bytes, 0, whole));
        } else if (whole > 4 && bytes[0] == TlsFlight.CLIENT_HELLO) {
            int length = (bytes[1] & 0xFF) << 16 | (bytes[2] & 0xFF) << 8 | bytes[3] & 0xFF;
            know(ClientHello.read(Transport.QUIC, bytes, 4, whole, length)
                    .map(tls -> QuicHello.of(version.number(), tls)));
        }
    }

    private void know(Optional<QuicHello> found) {
        hello = found.isPresent() ? found : hello;
    }

    /// RFC 9000 §16.
    static long variable(Cursor in) {
        int first = in.u8();
        long value = first & 0x3F;
        for (int i = 1; i < 1 << (first >> 6); i++) {
            value = value << 8 | in.u8();
        }
        return value;
    }
}
