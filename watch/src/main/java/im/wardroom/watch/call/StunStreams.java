// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.call;

import im.wardroom.watch.dissect.Answer;
import im.wardroom.watch.dissect.Detection;
import im.wardroom.watch.dissect.Dissector;
import im.wardroom.watch.dissect.Look;
import im.wardroom.watch.dissect.Via;
import im.wardroom.watch.flow.Flow;
import im.wardroom.watch.name.Naming;
import im.wardroom.watch.octet.Excerpt;
import im.wardroom.watch.protocol.StunMessage;
import im.wardroom.watch.service.Directory;
import java.util.Optional;

/// Calls that go over TCP, because UDP is closed: STUN messages one after the other, bare (RFC 8489 §6.2.2) or each
/// with its length before it (RFC 4571).
public final class StunStreams implements Dissector {

    private static final int HEADER = 20;
    private static final int FRAME = 2;
    private static final int MOST_MESSAGES = 32;

    private final Directory directory;
    private final StunMarks marks;

    public StunStreams(Naming naming) {
        directory = naming.directory();
        marks = new StunMarks(directory);
    }

    @Override
    public Transport transport() {
        return Transport.TCP;
    }

    /// STUN begins with two zero bits, a frame with the upper half of a short length.
    @Override
    public boolean mayBeginWith(int octet) {
        return octet <= 3;
    }

    @Override
    public Answer look(Look look) {
        Excerpt client = look.client();
        Excerpt server = look.server();
        if (!isPossible(client) || !isPossible(server)) {
            return Answer.NO;
        }
        Optional<Detection> found = messages(client);
        if (found.isEmpty()) {
            found = messages(server);
        }
        if (found.isEmpty() && client.length() + server.length() >= HEADER) {
            found = network(look.flow());
        }
        if (found.isPresent()) {
            return Answer.found(found.get());
        }
        return look.isLast() ? Answer.NO : Answer.MORE;
    }

    private static boolean isPossible(Excerpt side) {
        return side.length() < HEADER || begin(side) >= 0;
    }

    /// Where the first message begins: after a length or not; -1 if there is none.
    private static int begin(Excerpt side) {
        if (isMessage(side, 0)) {
            return 0;
        }
        return isMessage(side, FRAME) && side.u16(0) == HEADER + side.u16(FRAME + 2) ? FRAME : -1;
    }

    private static boolean isMessage(Excerpt side, int at) {
        return side.has(at, 8) && side.u8(at) <= 3 && side.u32(at + 4) == 0x2112A442L;
    }

    private Optional<Detection> messages(Excerpt side) {
        int frame = side.length() < HEADER ? -1 : begin(side);
        int at = frame;
        for (int i = 0; frame >= 0 && i < MOST_MESSAGES && isMessage(side, at); i++) {
            int end = at + HEADER + side.u16(at + 2);
            Optional<StunMessage> message =
                    StunMessage.read(side.bytes(), side.from() + at, Math.min(side.to(), side.from() + end));
            Optional<Detection> found = message.isPresent() ? marks.of(message.get(), side.bytes()) : Optional.empty();
            if (found.isPresent()) {
                return found;
            }
            at = end + frame;
        }
        return Optional.empty();
    }

    private Optional<Detection> network(Flow flow) {
        return StunMarks.network(directory, flow, Via.STUN, "STUN in the network");
    }
}
