// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.call;

import im.wardroom.watch.dissect.Activity;
import im.wardroom.watch.dissect.Confidence;
import im.wardroom.watch.dissect.Detection;
import im.wardroom.watch.dissect.Via;
import im.wardroom.watch.octet.Excerpt;
import im.wardroom.watch.protocol.RtpPacket;
import im.wardroom.watch.service.Service;
import java.util.Optional;

/// Profiles of RTP that belong to one service.
final class MediaMarks {

    /// "WARP, STUN, and relay media transport" (wacrg.org): the header extension of WhatsApp's profile, and its payload
    /// types. The usual extension is 0xBEDE (RFC 8285).
    private static final int WHATSAPP_EXTENSION = 0xDEBE;

    private static final int EXTENDED = 0x10;
    private static final int FIXED = 12;

    private MediaMarks() {}

    static Optional<Detection> of(Excerpt datagram, RtpPacket packet) {
        boolean extended = (datagram.u8(0) & EXTENDED) != 0;
        int sources = datagram.u8(0) & 0x0F;
        if (extended && datagram.u16(FIXED + 4 * sources) == WHATSAPP_EXTENSION) {
            return Optional.of(new Detection(
                    Service.WHATSAPP,
                    Via.RTP,
                    Activity.CALL,
                    Confidence.CERTAIN,
                    "RTP extension 0xDEBE, payload type " + packet.type()));
        }
        return Optional.empty();
    }
}
