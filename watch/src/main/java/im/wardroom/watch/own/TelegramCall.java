// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.own;

import im.wardroom.watch.dissect.Activity;
import im.wardroom.watch.dissect.Answer;
import im.wardroom.watch.dissect.Detection;
import im.wardroom.watch.dissect.Dissector;
import im.wardroom.watch.dissect.Look;
import im.wardroom.watch.octet.Excerpt;
import im.wardroom.watch.service.Service;

/// Calls over Telegram: what a client asks the reflectors between it and who it calls (libtgvoip's
/// `UDPReflector` requests, <https://github.com/grishka/libtgvoip>): the call's tag of 16 octets, twelve times 255, and
/// what is asked.
final class TelegramCall implements Dissector {

    private static final int TAG = 16;
    private static final int MOST_LOOKS = 8;
    /// `udpReflectorPeerInfo`, `udpReflectorPeerInfoIPv6`, `udpReflectorSelfInfo`, `udpReflectorRequestPacketsInfo`,
    /// `udpReflectorLastPacketsInfo`, and the two questions without a name.
    private static final int[] KINDS = {
        0x27d9371c, 0x83fc73b1, 0xc01572c7, 0x1a06fc96, 0x0e107305, 0xfffffffe, 0xffffffff
    };

    @Override
    public Transport transport() {
        return Transport.UDP;
    }

    @Override
    public Answer look(Look look) {
        Excerpt said = look.fresh();
        if (said.has(TAG, 16) && said.i64(TAG) == -1 && said.i32(TAG + 8) == -1 && isKind(said)) {
            return Answer.found(Detection.ofProtocol(
                    Service.TELEGRAM, Activity.CALL, "request to a reflector of Telegram's calls"));
        }
        return look.countFromClient() + look.countFromServer() < MOST_LOOKS ? Answer.MORE : Answer.NO;
    }

    private static boolean isKind(Excerpt said) {
        int kind = (int) said.u32little(TAG + 12);
        for (int known : KINDS) {
            if (kind == known) {
                return said.i64(0) != -1 || said.i64(8) != -1;
            }
        }
        return false;
    }
}
