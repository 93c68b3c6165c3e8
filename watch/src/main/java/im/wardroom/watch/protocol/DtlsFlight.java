// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.protocol;

import org.jspecify.annotations.Nullable;

/// What one side says in the clear at the beginning of a DTLS connection (RFC 6347, RFC 9147), put together from its
/// datagrams. A message is taken when it is whole, or when as much as fits into [#LIMIT] bytes is there.
public final class DtlsFlight {

    private static final int LIMIT = 8192;
    private static final int RECORD = 13;
    private static final int MESSAGE = 12;
    private static final int HANDSHAKE = 22;
    private static final int MOST_MESSAGES = 4;

    private final @Nullable Pieces[] messages = new Pieces[MOST_MESSAGES];
    private final TlsFlight.Handshake handshake = new TlsFlight.Handshake(Transport.DTLS);

    /// Whether a datagram may be DTLS, judged by its first record.
    public static boolean isPossible(byte[] bytes, int from, int to) {
        if (to - from < RECORD) {
            return false;
        }
        Cursor in = new Cursor(bytes, from, to);
        int type = in.u8();
        int version = in.u16();
        in.skip(8);
        int length = in.u16();
        // OpenSSL once called DTLS 1.0 version 1.0, and some clients still do.
        boolean known = version == 0xFEFF || version == 0xFEFD || version == 0xFEFC || version == 0x0100;
        return type >= 20 && type <= 25 && known && length > 0 && length <= to - from - RECORD;
    }

    /// @return everything that is known after this datagram
    public TlsFlight add(byte[] bytes, int from, int to) {
        boolean over = false;
        int at = from;
        while (isPossible(bytes, at, to)) {
            int length = (bytes[at + 11] & 0xFF) << 8 | bytes[at + 12] & 0xFF;
            int epoch = (bytes[at + 3] & 0xFF) << 8 | bytes[at + 4] & 0xFF;
            if (bytes[at] == HANDSHAKE && epoch == 0) {
                messages(bytes, at + RECORD, at + RECORD + length);
            } else {
                over = true;
            }
            at += RECORD + length;
        }
        return handshake.flight(over);
    }

    private void messages(byte[] bytes, int from, int to) {
        Cursor in = new Cursor(bytes, from, to);
        while (in.left() >= MESSAGE) {
            int type = in.u8();
            int length = in.u24();
            int number = in.u16();
            int offset = in.u24();
            int here = Math.min(in.u24(), in.left());
            if (offset == 0 && here >= length) {
                handshake.message(type, bytes, in.at(), in.at() + here, length);
            } else if (number < MOST_MESSAGES) {
                fragment(type, number, length, offset, bytes, in.at(), here);
            }
            in.skip(here);
        }
    }

    private void fragment(int type, int number, int length, int offset, byte[] bytes, int at, int here) {
        Pieces pieces = messages[number];
        if (pieces == null) {
            pieces = new Pieces(LIMIT);
            messages[number] = pieces;
        }
        pieces.put(offset, bytes, at, here);
        if (pieces.whole() >= Math.min(length, LIMIT)) {
            handshake.message(type, pieces.bytes(), 0, pieces.whole(), length);
        }
    }
}
