// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.own;

import im.wardroom.watch.dissect.Activity;
import im.wardroom.watch.dissect.Answer;
import im.wardroom.watch.dissect.Confidence;
import im.wardroom.watch.dissect.Detection;
import im.wardroom.watch.dissect.Dissector;
import im.wardroom.watch.dissect.Look;
import im.wardroom.watch.dissect.Via;
import im.wardroom.watch.flow.Flow;
import im.wardroom.watch.octet.Excerpt;
import im.wardroom.watch.packet.Endpoint;
import im.wardroom.watch.service.Service;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The first Skype, between peers, as "Silver Needle in the Skype" (Biondi and Desclaux, 2006) describes its
/// datagrams: two bytes of number, one of function, 2 for what is encrypted, then what looks random. One socket asks
/// many peers and numbers all its packets in one row: three peers with rising numbers are believed, one is not.
/// Remembers [#MOST] sockets.
final class SkypeDatagrams implements Dissector {

    private static final int MOST = 4096;
    private static final int ENOUGH = 3;
    private static final int SHORTEST = 16;
    private static final int LONGEST = 80;
    private static final int ENCRYPTED = 2;
    private static final int WIDEST_STEP = 64;
    private static final int PATIENCE = 16;

    private final Map<Endpoint, Row> rows = new LinkedHashMap<>();

    @Override
    public Transport transport() {
        return Transport.UDP;
    }

    @Override
    public Answer look(Look look) {
        Excerpt packet = look.fresh();
        Flow flow = look.flow();
        Endpoint socket = new Endpoint(flow.clientHigh(), flow.clientLow(), flow.clientPort());
        if (look.countFromClient() + look.countFromServer() == 1 && !packet.isEmpty()) {
            if (!isFirst(packet)) {
                return Answer.NO;
            }
            count(socket, packet.u16(0));
        }
        Row row = rows.get(socket);
        if (row != null && row.peers >= ENOUGH) {
            return Answer.found(new Detection(
                    Service.SKYPE_TEAMS,
                    Via.NATIVE,
                    Activity.USE,
                    Confidence.LIKELY,
                    "one row of numbered questions to many peers"));
        }
        boolean over = look.isLast() || look.countFromClient() + look.countFromServer() >= PATIENCE;
        return over || row == null ? Answer.NO : Answer.MORE;
    }

    private static boolean isFirst(Excerpt packet) {
        return packet.length() >= SHORTEST && packet.length() <= LONGEST && packet.u8(2) == ENCRYPTED;
    }

    private void count(Endpoint socket, int number) {
        @Nullable Row last = rows.remove(socket);
        int step = last == null ? 0 : number - last.number & 0xFFFF;
        int peers = last != null && (last.peers >= ENOUGH || step > 0 && step <= WIDEST_STEP) ? last.peers + 1 : 1;
        rows.put(socket, new Row(number, peers));
        if (rows.size() > MOST) {
            rows.remove(rows.keySet().iterator().next());
        }
    }

    /// @param peers that were asked one after the other
    private record Row(int number, int peers) {}
}
