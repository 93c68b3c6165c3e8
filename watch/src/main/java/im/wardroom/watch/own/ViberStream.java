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

/// Viber's connection for messages, which is not documented: messages of their whole length in two bytes, a number that
/// rises in four, both with the lowest byte first, and then what cannot be read. Believed after several messages in
/// both directions, fewer where the port is one that Viber's own support page names.
final class ViberStream implements Dissector {

    private static final int HEAD = 6;
    private static final int SHORTEST = 14;
    private static final int LONGEST = 4096;
    private static final int ENOUGH = 8;
    private static final int ENOUGH_AT_PORT = 3;

    @Override
    public Transport transport() {
        return Transport.TCP;
    }

    @Override
    public boolean mayBeginWith(int octet) {
        return octet >= SHORTEST;
    }

    @Override
    public Answer look(Look look) {
        int client = messages(look.client());
        int server = messages(look.server());
        if (client < 0 || server < 0) {
            return Answer.NO;
        }
        boolean usual = isUsual(look.flow().serverPort()) || isUsual(look.flow().clientPort());
        if (client + server >= (usual ? ENOUGH_AT_PORT : ENOUGH) && client > 0 && server > 0) {
            return Answer.found(new Detection(
                    Service.VIBER, Via.NATIVE, Activity.CHAT, Confidence.LIKELY, "numbered messages of Viber"));
        }
        return look.isLast() ? Answer.NO : Answer.MORE;
    }

    private static boolean isUsual(int port) {
        return port == 4244 || port == 5242 || port == 5243;
    }

    /// @return how many whole messages there are; -1 if these are none
    private static int messages(Excerpt side) {
        int at = 0;
        int count = 0;
        long last = -1;
        while (side.has(at, HEAD)) {
            int length = side.u16little(at);
            long number = side.u32little(at + 2);
            boolean fits = length >= SHORTEST && length <= LONGEST && number < 1 << 20;
            boolean rises = last < 0 || number > last && number - last < 16;
            if (!fits || !rises) {
                return -1;
            }
            if (!side.has(at, length)) {
                break;
            }
            last = number;
            at += length;
            count++;
        }
        return count;
    }
}
