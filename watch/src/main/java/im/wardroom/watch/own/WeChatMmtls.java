// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.own;

import im.wardroom.watch.dissect.Activity;
import im.wardroom.watch.dissect.Answer;
import im.wardroom.watch.dissect.Detection;
import im.wardroom.watch.dissect.Dissector;
import im.wardroom.watch.dissect.Look;
import im.wardroom.watch.octet.Excerpt;
import im.wardroom.watch.service.Service;

/// WeChat's MMTLS on connections of its own, as "Should We Chat, Too? Security Analysis of WeChat's MMTLS Encryption
/// Protocol" (Citizen Lab, 2024) describes: records as in TLS with a version of its own, 0xF103 or 0xF104.
final class WeChatMmtls implements Dissector {

    private static final int ALERT = 0x15;
    private static final int EARLY = 0x19;
    private static final int HEAD = 5;

    @Override
    public Transport transport() {
        return Transport.TCP;
    }

    @Override
    public boolean mayBeginWith(int octet) {
        return octet >= ALERT && octet <= EARLY;
    }

    @Override
    public Answer look(Look look) {
        Excerpt side = look.client().isEmpty() ? look.server() : look.client();
        if (!side.has(0, HEAD)) {
            return look.isLast() ? Answer.NO : Answer.MORE;
        }
        int type = side.u8(0);
        int version = side.u16(1);
        boolean ours = type >= ALERT && type <= EARLY && (version == 0xF103 || version == 0xF104) && side.u16(3) > 0;
        return Answer.found(ours, Detection.ofProtocol(Service.WECHAT, Activity.CHAT, "records of MMTLS"));
    }
}
