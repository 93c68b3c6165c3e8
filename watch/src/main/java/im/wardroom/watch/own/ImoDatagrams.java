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

/// The calls of imo, which are not documented. A datagram is made of messages, each with its length before it: seven
/// bits a byte, the upper ones first, every byte but the last with its first bit set. That the lengths fill datagram
/// after datagram of several sizes in both directions is no chance.
final class ImoDatagrams implements Dissector {

    private static final int ENOUGH = 6;
    private static final int PATIENCE = 24;

    @Override
    public Transport transport() {
        return Transport.UDP;
    }

    @Override
    public Answer look(Look look) {
        Excerpt datagram = look.fresh();
        Count count = look.remembered(this, Count.class);
        if (count == null) {
            count = new Count();
            look.remember(this, count);
        }
        if (datagram.length() > 1 && !count.add(look.fromClient(), datagram)) {
            return Answer.NO;
        }
        if (count.isEnough()) {
            return Answer.found(new Detection(
                    Service.IMO, Via.NATIVE, Activity.CALL, Confidence.LIKELY, "message lengths of imo's calls"));
        }
        boolean over = look.isLast() || look.countFromClient() + look.countFromServer() >= PATIENCE;
        return over ? Answer.NO : Answer.MORE;
    }

    /// @return whether the messages fill the datagram; an empty one before them, as servers send it, is no message
    static boolean isFull(Excerpt datagram) {
        int at = datagram.u8(0) == 0 ? 1 : 0;
        int messages = 0;
        while (datagram.has(at, 1)) {
            int length = 0;
            int bytes = 0;
            boolean more = true;
            while (more && datagram.has(at, 1) && bytes < 2) {
                int octet = datagram.u8(at++);
                length = length << 7 | octet & 0x7F;
                more = octet >= 0x80;
                bytes++;
            }
            boolean shortest = bytes == 1 || length >= 0x80;
            if (more || length == 0 || !shortest || !datagram.has(at, length) || ++messages > 4) {
                return false;
            }
            at += length;
        }
        return messages > 0;
    }

    private static final class Count {

        private int fromClient;
        private int fromServer;
        private int sizes;
        private int lastSize;
        private int longOnes;

        boolean add(boolean client, Excerpt datagram) {
            if (!isFull(datagram)) {
                return false;
            }
            fromClient += client ? 1 : 0;
            fromServer += client ? 0 : 1;
            sizes += datagram.length() == lastSize ? 0 : 1;
            longOnes += datagram.length() > 130 ? 1 : 0;
            lastSize = datagram.length();
            return true;
        }

        /// Long messages need two bytes of length, which few other protocols have.
        boolean isEnough() {
            return fromClient > 0 && fromServer > 0 && fromClient + fromServer >= ENOUGH && sizes >= 3 && longOnes >= 2;
        }
    }
}
