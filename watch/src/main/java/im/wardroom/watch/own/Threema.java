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
import im.wardroom.watch.protocol.TlsFlight;
import im.wardroom.watch.service.Service;

/// Threema's chat server protocol, as its "Cryptography Whitepaper" describes the handshake: the client sends a key of
/// 32 bytes and a cookie of 16, the server a cookie of 16 and a box of 64, the client a login box of 144. All of it
/// looks random, so sizes are all there is: without the port that Threema names, this is not enough.
final class Threema implements Dissector {

    private static final int HELLO = 48;
    private static final int ANSWER = 80;
    private static final int LOGIN = 144;

    @Override
    public Transport transport() {
        return Transport.TCP;
    }

    @Override
    public Answer look(Look look) {
        int port = look.flow().serverPort();
        if (!look.flow().knowsStart(true) || isTls(look.client()) || port != 5222 && port != 443) {
            return Answer.NO;
        }
        int client = look.client().length();
        int server = look.server().length();
        if (look.fromClient() && server == 0 && client != HELLO || server > 0 && client < HELLO) {
            return Answer.NO;
        }
        if (server > 0 && client == HELLO && server != ANSWER) {
            return Answer.NO;
        }
        if (client >= HELLO + LOGIN && server >= ANSWER) {
            boolean random = isRandom(look.client()) && isRandom(look.server());
            return Answer.found(
                    random,
                    new Detection(
                            Service.THREEMA,
                            Via.NATIVE,
                            Activity.SIGN_IN,
                            Confidence.LIKELY,
                            "sizes of the handshake"));
        }
        return look.isLast() ? Answer.NO : Answer.MORE;
    }

    private static boolean isTls(Excerpt client) {
        return !client.isEmpty() && TlsFlight.isPossible(client.bytes(), client.from(), client.to());
    }

    /// Of 48 random bytes, nine of ten are different ones, and a third has the first bit set.
    private static boolean isRandom(Excerpt side) {
        boolean[] seen = new boolean[256];
        int different = 0;
        int high = 0;
        for (int i = 0; i < HELLO; i++) {
            int octet = side.u8(i);
            different += seen[octet] ? 0 : 1;
            seen[octet] = true;
            high += octet >> 7;
        }
        return different >= 36 && high >= 12 && high <= 36;
    }
}
