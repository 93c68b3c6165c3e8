// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.own;

import im.wardroom.watch.dissect.Activity;
import im.wardroom.watch.dissect.Answer;
import im.wardroom.watch.dissect.Detection;
import im.wardroom.watch.dissect.Dissector;
import im.wardroom.watch.dissect.Look;
import im.wardroom.watch.octet.Excerpt;
import im.wardroom.watch.service.Service;

/// Yahoo Messenger, by the notes on YMSG at <https://libyahoo2.sourceforge.net/ymsg-9.txt>: a header of 20 octets that
/// begins with the protocol's name, and what the packet is for in its twelfth.
final class Ymsg implements Dissector {

    private static final String NAME = "YMSG";
    private static final int HEADER = 20;
    private static final int NEWEST_VERSION = 102;

    @Override
    public Transport transport() {
        return Transport.TCP;
    }

    @Override
    public boolean mayBeginWith(int octet) {
        return octet == 'Y';
    }

    @Override
    public Answer look(Look look) {
        Excerpt said = look.client().isEmpty() ? look.server() : look.client();
        if (said.startsWith("YHOO1.") || said.startsWith("YPNS")) {
            return Answer.found(Detection.ofProtocol(Service.YMSG, Activity.CHAT, "Yahoo's protocol before YMSG"));
        }
        if (!said.startsWith(NAME)) {
            boolean mayBe = said.mayBecome(NAME) || said.mayBecome("YHOO1.") || said.mayBecome("YPNS");
            return mayBe ? Answer.MORE : Answer.NO;
        }
        if (said.length() < HEADER) {
            return Answer.MORE;
        }
        // The version is in the first or the second octet: it was written in either order.
        int version = Math.max(said.u8(4), said.u8(5));
        int purpose = said.u16(10);
        return Answer.found(
                version <= NEWEST_VERSION,
                Detection.ofProtocol(Service.YMSG, activity(purpose), "YMSG packet of type " + purpose));
    }

    private static Activity activity(int purpose) {
        return switch (purpose) {
            case 0x01, 0x02, 0x4c, 0x54, 0x55, 0x57 -> Activity.SIGN_IN;
            case 0x46, 0x4d, 0xdc, 0xdd, 0xde -> Activity.FILE;
            case 0x4a, 0x4b -> Activity.CALL;
            default -> Activity.CHAT;
        };
    }
}
