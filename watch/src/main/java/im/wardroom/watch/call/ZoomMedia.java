// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.call;

import im.wardroom.watch.dissect.Activity;
import im.wardroom.watch.dissect.Answer;
import im.wardroom.watch.dissect.Detection;
import im.wardroom.watch.dissect.Dissector;
import im.wardroom.watch.dissect.Look;
import im.wardroom.watch.octet.Excerpt;
import im.wardroom.watch.service.Service;

/// Zoom's media over UDP, as "Enabling Passive Measurement of Zoom Performance in Production Networks" (Michel et al.,
/// IMC 2022) describes: RTP and RTCP behind one header of Zoom's between participants, and behind another one before it
/// where a server passes it on. Seen in two packets before it is believed.
public final class ZoomMedia implements Dissector {

    private static final int SERVER = 5;
    private static final int SERVER_HEADER = 8;

    private static final int SCREEN = 13;
    private static final int AUDIO = 15;
    private static final int VIDEO = 16;
    private static final int REPORT = 33;
    private static final int REPORT_WITH_SOURCE = 34;

    private static final int PATIENCE = 24;

    @Override
    public Transport transport() {
        return Transport.UDP;
    }

    /// What is set up first begins with 1 to 4, 7 and 31.
    @Override
    public boolean mayBeginWith(int octet) {
        return octet >= 1 && octet <= 7
                || octet == SCREEN
                || octet == AUDIO
                || octet == VIDEO
                || octet == 31
                || octet == REPORT
                || octet == REPORT_WITH_SOURCE;
    }

    @Override
    public Answer look(Look look) {
        Excerpt packet = look.fresh();
        if (!packet.isEmpty() && isMedia(packet)) {
            if (look.remembered(this, Seen.class) != null) {
                return Answer.found(
                        Detection.ofProtocol(Service.ZOOM, Activity.CALL, "media behind the headers of Zoom"));
            }
            look.remember(this, new Seen());
        }
        boolean over = look.isLast() || look.countFromClient() + look.countFromServer() >= PATIENCE;
        return over ? Answer.NO : Answer.MORE;
    }

    private static boolean isMedia(Excerpt packet) {
        if (packet.u8(0) == SERVER && packet.has(0, SERVER_HEADER + 1)) {
            int direction = packet.u8(7);
            return (direction == 0 || direction == 4) && isMedia(packet, SERVER_HEADER);
        }
        return isMedia(packet, 0);
    }

    private static boolean isMedia(Excerpt packet, int at) {
        return switch (packet.u8(at)) {
            case SCREEN -> isRtp(packet, at + 27);
            case AUDIO -> isRtp(packet, at + 19);
            case VIDEO -> isRtp(packet, at + 24);
            case REPORT, REPORT_WITH_SOURCE -> isReport(packet, at + 16);
            default -> false;
        };
    }

    private static boolean isRtp(Excerpt packet, int at) {
        return packet.has(at, 12) && packet.u8(at) >> 6 == 2 && (packet.u8(at + 1) & 0x7F) >= 96;
    }

    private static boolean isReport(Excerpt packet, int at) {
        return packet.has(at, 8) && packet.u8(at) >> 6 == 2 && packet.u8(at + 1) == 200;
    }

    private record Seen() {}
}
