// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.own;

import im.wardroom.watch.dissect.Activity;
import im.wardroom.watch.dissect.Answer;
import im.wardroom.watch.dissect.Detection;
import im.wardroom.watch.dissect.Dissector;
import im.wardroom.watch.dissect.Look;
import im.wardroom.watch.octet.Excerpt;
import im.wardroom.watch.service.Service;

/// DingTalk's own connection, which is not documented: its first message is encrypted but for tagged values, one of
/// which is the name and version of the program, with its length before it.
final class DingTalk implements Dissector {

    private static final String NAME = "dingtalk";
    private static final int FIRST = 512;

    @Override
    public Transport transport() {
        return Transport.TCP;
    }

    @Override
    public boolean mayBeginWith(int octet) {
        return octet < 0x20 && octet != 0x16;
    }

    @Override
    public Answer look(Look look) {
        Excerpt client = look.client();
        if (client.isEmpty()) {
            return look.isLast() ? Answer.NO : Answer.MORE;
        }
        int last = Math.min(client.length(), FIRST) - NAME.length();
        for (int at = 8; at <= last; at++) {
            if (client.u8(at) == 'd' && client.hasAt(at, NAME) && isValue(client, at)) {
                return Answer.found(
                        Detection.ofProtocol(Service.DINGTALK, Activity.CHAT, "program name in the first message"));
            }
        }
        return client.length() < 64 && !look.isLast() ? Answer.MORE : Answer.NO;
    }

    /// The name is within a value of printable letters whose length is before it.
    private static boolean isValue(Excerpt client, int at) {
        int start = at;
        while (start > 2 && client.u8(start - 1) > 0x20 && client.u8(start - 1) < 0x7F) {
            start--;
        }
        int length = start >= 2 ? client.u16(start - 2) : 0;
        return length >= NAME.length() && length < 256 && client.has(start, length) && start + length > at;
    }
}
