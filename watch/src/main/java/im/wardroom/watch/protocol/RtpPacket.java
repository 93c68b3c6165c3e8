// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.protocol;

import java.util.Optional;

/// The header of an RTP packet (RFC 3550 §5.1), encrypted (RFC 3711) or not. It has no mark of its own: one packet
/// proves nothing, several with the same source and rising numbers do.
///
/// @param type of the payload
/// @param source the number of the stream
/// @param header how long the header is, with its extension
public record RtpPacket(int type, int sequence, long time, long source, int header) {

    private static final int SHORTEST = 12;

    public static Optional<RtpPacket> read(byte[] bytes, int from, int to) {
        if (to - from < SHORTEST || (bytes[from] & 0xC0) != 0x80) {
            return Optional.empty();
        }
        Cursor in = new Cursor(bytes, from, to);
        int flags = in.u8();
        int type = in.u8() & 0x7F;
        int sequence = in.u16();
        long time = in.u32();
        long source = in.u32();
        in.skip(4 * (flags & 0x0F));
        if ((flags & 0x10) != 0) {
            in.skip(2);
            in.skip(4 * in.u16());
        }
        // RFC 5761 §4: these would be RTCP.
        boolean control = type >= 64 && type <= 95;
        return in.isCut() || control
                ? Optional.empty()
                : Optional.of(new RtpPacket(type, sequence, time, source, in.at() - from));
    }

    /// Whether this packet follows the other one in the same stream, with no more than a few lost between.
    public boolean follows(RtpPacket other) {
        int step = sequence - other.sequence & 0xFFFF;
        return source == other.source && step > 0 && step < 64;
    }
}
