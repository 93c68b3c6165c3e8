// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.protocol;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/// What one side of a TLS connection says in the clear at its beginning.
///
/// @param certificate the first certificate that a server shows, up to TLS 1.2
/// @param isOver whether nothing more will be said in the clear
public record TlsFlight(
        Optional<ClientHello> client,
        Optional<ServerHello> server,
        Optional<CertificateNames> certificate,
        boolean isOver) {

    private static final TlsFlight NOTHING = new TlsFlight(Optional.empty(), Optional.empty(), Optional.empty(), false);

    private static final int CHANGE_CIPHER = 20;
    private static final int ALERT = 21;
    private static final int HANDSHAKE = 22;
    private static final int DATA = 23;
    private static final int HEADER = 5;

    /// RFC 5246 §6.2.3: what may be added to 2^14 bytes by protection.
    private static final int LONGEST = 16384 + 2048;

    static final int CLIENT_HELLO = 1;
    static final int SERVER_HELLO = 2;
    static final int CERTIFICATE = 11;
    static final int SERVER_DONE = 14;

    /// Whether a stream may be TLS, judged by the header of a record, or by as much of it as is there.
    public static boolean isPossible(byte[] bytes, int from, int to) {
        Cursor in = new Cursor(bytes, from, to);
        if (in.left() == 0) {
            return false;
        }
        int type = in.u8();
        int version = in.left() >= 2 ? in.u16() : 0x0301;
        int length = in.left() >= 2 ? in.u16() : 1;
        return type >= CHANGE_CIPHER
                && type <= DATA
                && version >= 0x0300
                && version <= 0x0304
                && length > 0
                && length <= LONGEST;
    }

    /// Whether a stream begins with a handshake or is in the midst of one: stricter than [#isPossible].
    public static boolean isHandshake(byte[] bytes, int from, int to) {
        return to - from > HEADER
                && bytes[from] == HANDSHAKE
                && isPossible(bytes, from, to)
                && (bytes[from + HEADER] == CLIENT_HELLO || bytes[from + HEADER] == SERVER_HELLO);
    }

    /// @param from where the first record begins
    public static TlsFlight read(byte[] bytes, int from, int to) {
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        boolean over = false;
        int at = from;
        while (!over && to - at >= HEADER && isPossible(bytes, at, to)) {
            int length = (bytes[at + 3] & 0xFF) << 8 | bytes[at + 4] & 0xFF;
            int end = Math.min(to, at + HEADER + length);
            if (bytes[at] == HANDSHAKE) {
                messages.write(bytes, at + HEADER, end - at - HEADER);
            } else {
                over = bytes[at] == CHANGE_CIPHER || bytes[at] == DATA || bytes[at] == ALERT;
            }
            at += HEADER + length;
        }
        if (at < to && !isPossible(bytes, at, to)) {
            over = true;
        }
        return messages.size() == 0 && !over ? NOTHING : messages(messages.toByteArray(), over);
    }

    private static TlsFlight messages(byte[] bytes, boolean over) {
        Handshake handshake = new Handshake(Transport.TCP);
        int at = 0;
        while (bytes.length - at >= 4) {
            int length = (bytes[at + 1] & 0xFF) << 16 | (bytes[at + 2] & 0xFF) << 8 | bytes[at + 3] & 0xFF;
            boolean known = handshake.message(bytes[at], bytes, at + 4, bytes.length, length);
            if (!known) {
                over = true;
                break;
            }
            at = Math.min(bytes.length, at + 4 + length);
        }
        return handshake.flight(over);
    }

    /// The messages of a handshake that tell who speaks.
    static final class Handshake {

        private final Transport transport;
        private Optional<ClientHello> client = Optional.empty();
        private Optional<ServerHello> server = Optional.empty();
        private Optional<CertificateNames> certificate = Optional.empty();
        private boolean done;

        Handshake(Transport transport) {
            this.transport = transport;
        }

        /// @return false if no such message is sent in the clear: what follows is protected
        boolean message(int type, byte[] bytes, int from, int to, int length) {
            switch (type) {
                case CLIENT_HELLO ->
                    client = client.isPresent() ? client : ClientHello.read(transport, bytes, from, to, length);
                case SERVER_HELLO -> server = server.isPresent() ? server : ServerHello.read(bytes, from, to, length);
                case CERTIFICATE -> certificate = certificate.isPresent() ? certificate : certificate(bytes, from, to);
                case SERVER_DONE -> done = true;
                // HelloRequest, HelloVerifyRequest, NewSessionTicket, key exchange, request, verify, status.
                case 0, 3, 4, 12, 13, 15, 16, 22 -> {}
                default -> {
                    return false;
                }
            }
            return true;
        }

        private static Optional<CertificateNames> certificate(byte[] bytes, int from, int to) {
            Cursor in = new Cursor(bytes, from, to);
            Cursor list = in.part(in.u24());
            int length = list.u24();
            return CertificateNames.read(bytes, list.at(), Math.min(list.end(), list.at() + length));
        }

        TlsFlight flight(boolean over) {
            return new TlsFlight(client, server, certificate, over || done);
        }
    }
}
