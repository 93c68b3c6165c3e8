// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.own;

import im.wardroom.watch.dissect.Activity;
import im.wardroom.watch.dissect.Answer;
import im.wardroom.watch.dissect.Confidence;
import im.wardroom.watch.dissect.Detection;
import im.wardroom.watch.dissect.Dissector;
import im.wardroom.watch.dissect.Look;
import im.wardroom.watch.dissect.Via;
import im.wardroom.watch.octet.Excerpt;
import im.wardroom.watch.service.Service;

/// Viber's calls, which are not documented. All packets of a session begin with the same two bytes and a kind in two
/// more; a question is answered by the next kind, with the eight bytes of the call repeated. What goes to the other
/// party comes from the same socket, and is known by that.
final class Viber implements Dissector {

    private static final int HEAD = 4;
    private static final int CALL = 8;
    private static final int HIGHEST_KIND = 0x40;
    private static final int PATIENCE = 16;

    @Override
    public Transport transport() {
        return Transport.UDP;
    }

    @Override
    public Answer look(Look look) {
        Excerpt packet = look.fresh();
        boolean over = look.isLast() || look.countFromClient() + look.countFromServer() >= PATIENCE;
        if (packet.isEmpty()) {
            return Answer.NO;
        }
        if (!packet.has(0, HEAD + CALL) || packet.u8(3) != 0 || packet.u8(2) == 0 || packet.u8(2) >= HIGHEST_KIND) {
            return Answer.NO;
        }
        Asked asked = look.remembered(this, Asked.class);
        if (asked == null) {
            look.remember(this, new Asked(look.fromClient(), packet.u16(0), packet.u8(2), packet.i64(HEAD), 0));
            return Answer.MORE;
        }
        if (packet.u16(0) != asked.session) {
            return Answer.NO;
        }
        if (look.fromClient() == asked.fromClient) {
            look.remember(this, asked.again(packet.u8(2), packet.i64(HEAD)));
        } else if (packet.u8(2) == asked.kind + 1) {
            int answers = asked.answers + (packet.i64(HEAD) == asked.call ? 2 : 1);
            if (answers >= 2) {
                return Answer.found(new Detection(
                        Service.VIBER,
                        Via.NATIVE,
                        Activity.CALL,
                        Confidence.LIKELY,
                        "questions and answers of Viber's calls"));
            }
            look.remember(this, asked.answered(answers));
        }
        return over ? Answer.NO : Answer.MORE;
    }

    /// The last question of a flow.
    private record Asked(boolean fromClient, int session, int kind, long call, int answers) {

        Asked again(int nextKind, long nextCall) {
            return new Asked(fromClient, session, nextKind, nextCall, answers);
        }

        Asked answered(int count) {
            return new Asked(fromClient, session, kind, call, count);
        }
    }
}
