// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.own;

import im.wardroom.watch.dissect.Activity;
import im.wardroom.watch.dissect.Answer;
import im.wardroom.watch.dissect.Detection;
import im.wardroom.watch.dissect.Dissector;
import im.wardroom.watch.dissect.Look;
import im.wardroom.watch.octet.Excerpt;
import im.wardroom.watch.service.Service;

/// KakaoTalk's LOCO, as the documentation of node-kakao describes its secure layer: the client begins with the length
/// of an encrypted key, the kind of its encryption and the cipher, in four bytes each, then the key of 256 bytes; then
/// each side sends packets of a length and a random block of 16 bytes.
final class KakaoLoco implements Dissector {

    private static final int KEY = 256;
    private static final int HEAD = 12;

    @Override
    public Transport transport() {
        return Transport.TCP;
    }

    @Override
    public boolean mayBeginWith(int octet) {
        return octet == (KEY & 0xFF);
    }

    @Override
    public Answer look(Look look) {
        Excerpt client = look.client();
        if (!client.has(0, HEAD)) {
            return look.isLast() || client.length() > 1 && client.u16(0) != 1 ? Answer.NO : Answer.MORE;
        }
        long kind = client.u32little(4);
        long cipher = client.u32little(8);
        boolean begins = client.u32little(0) == KEY && kind >= 12 && kind <= 16 && cipher >= 1 && cipher <= 4;
        if (!begins) {
            return Answer.NO;
        }
        if (!client.has(0, HEAD + KEY + 4)) {
            return look.isLast() ? Answer.NO : Answer.MORE;
        }
        long next = client.u32little(HEAD + KEY);
        return Answer.found(
                next >= 16 && next < 1 << 20,
                Detection.ofProtocol(Service.KAKAOTALK, Activity.CHAT, "key exchange of LOCO"));
    }
}
