// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.call;

import im.wardroom.watch.dissect.Activity;
import im.wardroom.watch.dissect.Answer;
import im.wardroom.watch.dissect.Confidence;
import im.wardroom.watch.dissect.Detection;
import im.wardroom.watch.dissect.Dissector;
import im.wardroom.watch.dissect.Look;
import im.wardroom.watch.dissect.Via;
import im.wardroom.watch.flow.Flow;
import im.wardroom.watch.flow.Recent;
import im.wardroom.watch.name.Naming;
import im.wardroom.watch.octet.Excerpt;
import im.wardroom.watch.protocol.DtlsFlight;
import im.wardroom.watch.protocol.RtpPacket;
import im.wardroom.watch.protocol.StunMessage;
import im.wardroom.watch.service.Directory;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Calls that are arranged by STUN, secured by DTLS and carried by RTP, all in one flow of datagrams (RFC 7983). The
/// service is told by marks in these, else by a network that is its own, else by another flow of the same socket.
public final class Calls implements Dissector {

    /// So long is waited for a mark after the first sign of a call.
    private static final int PATIENCE = 40;

    /// WhatsApp's relays speak STUN with numbers of their own.
    private static final int RELAYS = 8;

    private static final int MOST_FLIGHTS = 512;

    private final Recent<DtlsFlight> clients = new Recent<>(MOST_FLIGHTS);
    private final Recent<DtlsFlight> servers = new Recent<>(MOST_FLIGHTS);
    private final StunMarks stun;
    private final DtlsMarks dtls;
    private final Directory directory;
    private final Sockets sockets;

    public Calls(Naming naming, Sockets sockets) {
        this.directory = naming.directory();
        this.sockets = sockets;
        stun = new StunMarks(directory);
        dtls = new DtlsMarks(naming);
    }

    @Override
    public Transport transport() {
        return Transport.UDP;
    }

    /// RFC 7983 §7: STUN, DTLS, channels of TURN, RTP.
    @Override
    public boolean mayBeginWith(int octet) {
        return octet <= 3
                || octet == RELAYS
                || octet >= 20 && octet <= 25
                || octet >= 64 && octet <= 79
                || octet >= 128 && octet <= 191;
    }

    @Override
    public Answer look(Look look) {
        Excerpt datagram = look.fresh();
        Call call = look.remembered(this, Call.class);
        if (call == null) {
            call = new Call();
            look.remember(this, call);
        }
        if (!datagram.isEmpty()) {
            Optional<Detection> found = datagram(call, look.flow(), look.fromClient(), datagram);
            if (found.isPresent()) {
                return Answer.found(found.get());
            }
        }
        boolean over = look.isLast() || look.countFromClient() + look.countFromServer() >= PATIENCE;
        if (!call.isCall()) {
            return over || call.strange > 1 ? Answer.NO : Answer.MORE;
        }
        Optional<Detection> elsewhere = sockets.of(look.flow(), call.via());
        if (elsewhere.isEmpty() && over) {
            elsewhere = port(call, look.flow());
        }
        if (elsewhere.isPresent()) {
            return Answer.found(elsewhere.get());
        }
        return over ? Answer.NO : Answer.MORE;
    }

    private Optional<Detection> datagram(Call call, Flow flow, boolean fromClient, Excerpt datagram) {
        byte[] bytes = datagram.bytes();
        int first = datagram.u8(0);
        if (first <= 3 || first == RELAYS) {
            return stun(call, flow, bytes, datagram.from(), datagram.to());
        }
        if (first >= 20 && first <= 25 && DtlsFlight.isPossible(bytes, datagram.from(), datagram.to())) {
            call.via = Via.DTLS;
            DtlsFlight flight = (fromClient ? clients : servers).of(flow, DtlsFlight::new);
            Optional<Detection> marked = dtls.of(flight.add(bytes, datagram.from(), datagram.to()));
            return marked.isPresent() ? marked : network(flow, Via.DTLS, "DTLS in the network");
        }
        if (first >= 128 && first <= 191) {
            return media(call, flow, fromClient, datagram);
        }
        call.strange += first >= 64 && first <= 79 && call.isCall() ? 0 : 1;
        return Optional.empty();
    }

    private Optional<Detection> stun(Call call, Flow flow, byte[] bytes, int from, int to) {
        Optional<StunMessage> message = StunMessage.read(bytes, from, to);
        if (message.isEmpty()) {
            call.strange++;
            return Optional.empty();
        }
        call.stun++;
        Optional<Detection> marked = stun.of(message.get(), bytes);
        if (marked.isPresent() && message.get().has(StunMessage.REALM)) {
            sockets.server(flow, marked.get());
        }
        return marked.isPresent() ? marked : network(flow, Via.STUN, "STUN in the network");
    }

    private Optional<Detection> media(Call call, Flow flow, boolean fromClient, Excerpt datagram) {
        Optional<RtpPacket> packet = RtpPacket.read(datagram.bytes(), datagram.from(), datagram.to());
        if (packet.isEmpty()) {
            call.strange += datagram.u8(0) >> 6 == 2 && datagram.has(1, 1) && datagram.u8(1) >= 192 ? 0 : 1;
            return Optional.empty();
        }
        RtpPacket last = call.packet(fromClient, packet.get());
        if (last == null || !packet.get().follows(last)) {
            return Optional.empty();
        }
        call.media++;
        Optional<Detection> marked = MediaMarks.of(datagram, packet.get());
        return marked.isPresent() ? marked : network(flow, Via.RTP, "media in the network");
    }

    /// A port that a vendor names for its media is a hint, and one only for what is media.
    private Optional<Detection> port(Call call, Flow flow) {
        if (call.media < 2 && call.via != Via.DTLS) {
            return Optional.empty();
        }
        return directory
                .port("udp", flow.serverPort())
                .filter(entry -> entry.activity().equals(Activity.CALL.id()))
                .flatMap(entry ->
                        Naming.detection(entry, call.via(), Confidence.POSSIBLE, "media to port " + flow.serverPort()));
    }

    private Optional<Detection> network(Flow flow, Via via, String what) {
        return StunMarks.network(directory, flow, via, what);
    }

    /// What was seen of a flow.
    private static final class Call {

        int stun;
        int media;
        int strange;

        @Nullable
        Via via;

        private @Nullable RtpPacket fromClient;
        private @Nullable RtpPacket fromServer;

        boolean isCall() {
            return stun > 0 || media > 1 || via != null;
        }

        Via via() {
            Via known = via;
            return known != null ? known : stun > 0 ? Via.STUN : Via.RTP;
        }

        /// @return the packet before this one in its direction
        @Nullable
        RtpPacket packet(boolean ofClient, RtpPacket packet) {
            RtpPacket last = ofClient ? fromClient : fromServer;
            fromClient = ofClient ? packet : fromClient;
            fromServer = ofClient ? fromServer : packet;
            return last;
        }
    }
}
