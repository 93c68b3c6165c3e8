// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.own;

import im.wardroom.watch.dissect.Activity;
import im.wardroom.watch.dissect.Answer;
import im.wardroom.watch.dissect.Detection;
import im.wardroom.watch.dissect.Dissector;
import im.wardroom.watch.dissect.Look;
import im.wardroom.watch.octet.Excerpt;
import im.wardroom.watch.service.Service;

/// Mumble's ping, which every client sends to every server in its list
/// (<https://github.com/mumble-voip/mumble/blob/master/docs/dev/network-protocol/README.md>): four zeros and a number;
/// the answer has the number again, with how many people are there. What follows is encrypted, its control is TLS.
final class Mumble implements Dissector {

    private static final int REQUEST = 12;
    private static final int REPLY = 24;
    private static final int MOST_LOOKS = 6;

    @Override
    public Transport transport() {
        return Transport.UDP;
    }

    @Override
    public boolean mayBeginWith(int octet) {
        return octet == 0;
    }

    @Override
    public Answer look(Look look) {
        Excerpt said = look.fresh();
        if (look.fromClient()) {
            if (said.length() != REQUEST || said.i32(0) != 0) {
                return Answer.NO;
            }
            look.remember(this, said.i64(4));
            return look.countFromClient() < MOST_LOOKS ? Answer.MORE : Answer.NO;
        }
        Long asked = look.remembered(this, Long.class);
        boolean isReply = said.length() == REPLY
                && asked != null
                && said.i64(4) == asked
                && said.u32(12) <= said.u32(16)
                && said.u32(0) < 0x0100_0000;
        return Answer.found(
                isReply, Detection.ofProtocol(Service.MUMBLE, Activity.LOOK_UP, "Mumble's ping and its answer"));
    }
}
