// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.protocol;

import java.util.HexFormat;
import java.util.Optional;

/// The versions of QUIC whose first packets can be read, and what each makes its first keys from.
///
/// @param form how its long header is laid out
/// @param salt of HKDF-Extract
/// @param label before `key`, `iv` and `hp`
record QuicVersion(int number, Form form, byte[] salt, String label) {

    /// How the first packets of a version look.
    enum Form {
        /// RFC 9000 §17.2: lengths of one byte before the connection ids, TLS in CRYPTO frames.
        IETF,
        /// RFC 9369 §3.2: the same with other numbers for the types of packets.
        SECOND,
        /// Q050: the header of IETF, the messages of Google's own handshake in CRYPTO frames.
        GOOGLE,
        /// Q046 and before: Google's handshake in the clear.
        CLEAR
    }

    private static final String SECOND_SALT = "0dede3def700a6db819381be6e269dcbf9bd2ed9";
    private static final String FIRST_SALT = "38762cf7f55934b34d179ae6a4c80cadccbb7f0a";
    private static final String DRAFT_29 = "afbfec289993d24c9e9786f19c6111e04390a899";
    private static final String DRAFT_23 = "c3eef712c72ebb5a11a7d2432bb46365bef9f502";
    private static final String DRAFT_21 = "7fbcdb0e7c66bbe9193a96cd21519ebd7a02644a";
    private static final String DRAFT_17 = "ef4fb0abb47470c41befcf8031334fae485e09a0";
    private static final String Q050 = "504574efd066fe2f9d945cfcdbd3a7f0d3b56b45";
    private static final String T050 = "7ff579e5acd072915580304c43a2367c60488310";
    private static final String T051 = "7a4edef4e7ccee5fa4506c19124fc8ccda6e033d";

    static Optional<QuicVersion> of(int number) {
        return switch (number) {
            case 0x00000001 -> ietf(number, FIRST_SALT);
            case 0x6B3343CF -> Optional.of(new QuicVersion(number, Form.SECOND, hex(SECOND_SALT), "quicv2 "));
            case 0x51303530 -> Optional.of(new QuicVersion(number, Form.GOOGLE, hex(Q050), "quic "));
            case 0x54303530 -> ietf(number, T050);
            case 0x54303531 -> ietf(number, T051);
            // Facebook's mvfst: its own numbers for what were drafts 24, 27 and 29 (QuicVersion in its sources).
            case 0xFACEB001 -> ietf(number, DRAFT_21);
            case 0xFACEB002, 0xFACEB00E -> ietf(number, DRAFT_23);
            case 0xFACEB003, 0xFACEB010, 0xFACEB011, 0xFACEB013 -> ietf(number, FIRST_SALT);
            default -> number >>> 8 == 0xFF0000 ? draft(number) : google(number);
        };
    }

    private static Optional<QuicVersion> draft(int number) {
        int draft = number & 0xFF;
        if (draft < 17 || draft > 34) {
            return Optional.empty();
        }
        String salt = draft >= 33
                ? FIRST_SALT
                : draft >= 29 ? DRAFT_29 : draft >= 23 ? DRAFT_23 : draft >= 21 ? DRAFT_21 : DRAFT_17;
        return ietf(number, salt);
    }

    /// `Q0` and two digits.
    private static Optional<QuicVersion> google(int number) {
        int tens = number >> 8 & 0xFF;
        int ones = number & 0xFF;
        boolean digits = tens >= '2' && tens <= '4' && ones >= '0' && ones <= '9';
        return number >>> 16 == ('Q' << 8 | '0') && digits
                ? Optional.of(new QuicVersion(number, Form.CLEAR, new byte[0], ""))
                : Optional.empty();
    }

    private static Optional<QuicVersion> ietf(int number, String salt) {
        return Optional.of(new QuicVersion(number, Form.IETF, hex(salt), "quic "));
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
