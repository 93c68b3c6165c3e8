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

/// LINE's calls, which are not documented. Each control packet begins with a mark of five bits, the length of what
/// follows its head of four bytes in eleven bits, and a number that rises by one: among media packets, three of these
/// are enough.
final class LineCall implements Dissector {

    private static final int ENOUGH = 3;
    private static final int PATIENCE = 32;
    private static final int HEAD = 4;

    @Override
    public Transport transport() {
        return Transport.UDP;
    }

    @Override
    public boolean mayBeginWith(int octet) {
        return octet >> 4 == 0xD || octet >> 6 == 2;
    }

    @Override
    public Answer look(Look look) {
        Excerpt packet = look.fresh();
        Count count = look.remembered(this, Count.class);
        if (count == null) {
            count = new Count();
            look.remember(this, count);
        }
        boolean fits = packet.has(0, 32) && fits(packet);
        if (fits && count.follows(look.fromClient(), packet.u16(2)) >= ENOUGH) {
            return Answer.found(new Detection(
                    Service.LINE, Via.NATIVE, Activity.CALL, Confidence.LIKELY, "control packets of LINE's calls"));
        }
        boolean over = look.isLast() || look.countFromClient() + look.countFromServer() >= PATIENCE;
        boolean media = packet.has(0, 1) && packet.u8(0) >> 6 == 2;
        return over || !fits && !media ? Answer.NO : Answer.MORE;
    }

    private static boolean fits(Excerpt packet) {
        int head = packet.u16(0);
        return head >> 12 == 0xD && (head & 0x7FF) == packet.length() - HEAD;
    }

    private static final class Count {

        private int client = -1;
        private int server = -1;
        private int good;

        /// @return how many packets fitted, each with the number after that of the one before in its direction
        int follows(boolean fromClient, int number) {
            int last = fromClient ? client : server;
            int step = number - last & 0xFFFF;
            good = last < 0 || step > 0 && step <= 4 ? good + 1 : 0;
            client = fromClient ? number : client;
            server = fromClient ? server : number;
            return good;
        }
    }
}
