// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.call;

import im.wardroom.watch.dissect.Activity;
import im.wardroom.watch.dissect.Answer;
import im.wardroom.watch.dissect.Detection;
import im.wardroom.watch.dissect.Dissector;
import im.wardroom.watch.dissect.Look;
import im.wardroom.watch.octet.Excerpt;
import im.wardroom.watch.service.Service;

/// Discord's voice over UDP, as its documentation for developers ("Voice Connections", IP Discovery) describes: the
/// client asks for its own address in a packet of 74 bytes, of 70 in the older form. Before that, clients measure the
/// way to each region with packets of 8 bytes that the server returns unchanged.
public final class DiscordVoice implements Dissector {

    private static final int REQUEST = 1;
    private static final int RESPONSE = 2;
    private static final int LENGTH = 70;
    private static final int PING_LENGTH = 8;
    private static final int PATIENCE = 40;
    private static final long PING = 0x1337CAFEL;

    @Override
    public Transport transport() {
        return Transport.UDP;
    }

    @Override
    public boolean mayBeginWith(int octet) {
        return octet == 0 || octet == 0x13 || octet >> 6 == 2;
    }

    @Override
    public Answer look(Look look) {
        Excerpt packet = look.fresh();
        if (isDiscovery(packet)) {
            return found(Activity.CALL, "IP discovery of Discord");
        }
        if (isPing(packet)) {
            return found(Activity.USE, "measuring of a region of Discord");
        }
        boolean over = look.isLast() || look.countFromClient() + look.countFromServer() >= PATIENCE;
        return !over && (isOlderRequest(packet) || isMedia(packet)) ? Answer.MORE : Answer.NO;
    }

    private static Answer found(Activity activity, String evidence) {
        return Answer.found(Detection.ofProtocol(Service.DISCORD, activity, evidence));
    }

    private boolean isDiscovery(Excerpt packet) {
        if (packet.length() == LENGTH + 4) {
            int type = packet.u16(0);
            return (type == REQUEST && isEmpty(packet, 8) || type == RESPONSE && isAddress(packet, 8))
                    && packet.u16(2) == LENGTH;
        }
        return packet.length() == LENGTH && isAddress(packet, 4) && isEmpty(packet, 4 + 40);
    }

    /// The number of the stream and nothing else: the answer decides.
    private static boolean isOlderRequest(Excerpt packet) {
        return packet.length() == LENGTH && packet.u32(0) != 0 && isEmpty(packet, 4);
    }

    /// All that is left is zero; the port at the end may be there.
    private static boolean isEmpty(Excerpt packet, int from) {
        for (int i = from; i < packet.length() - 2; i++) {
            if (packet.u8(i) != 0) {
                return false;
            }
        }
        return true;
    }

    /// An IPv4 address in letters, with a zero after it.
    private static boolean isAddress(Excerpt packet, int from) {
        int dots = 0;
        int at = from;
        while (packet.has(at, 1) && at - from < 16 && packet.u8(at) != 0) {
            int letter = packet.u8(at++);
            dots += letter == '.' ? 1 : 0;
            if (letter != '.' && (letter < '0' || letter > '9')) {
                return false;
            }
        }
        return dots == 3 && packet.has(at, 1) && packet.u8(at) == 0;
    }

    /// Where the beginning was not seen, pings come among the media.
    private static boolean isMedia(Excerpt packet) {
        return packet.has(0, 12) && packet.u8(0) >> 6 == 2;
    }

    private static boolean isPing(Excerpt packet) {
        return packet.length() == PING_LENGTH && packet.u32(0) == PING && packet.u32little(4) < 1 << 24;
    }
}
