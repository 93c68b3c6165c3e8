// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.call;

import im.wardroom.watch.dissect.Detection;
import im.wardroom.watch.dissect.Finding;
import im.wardroom.watch.dissect.Via;
import im.wardroom.watch.flow.Flow;
import im.wardroom.watch.packet.Endpoint;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which UDP sockets are known to belong to a service. A socket belongs to one program, and a call sends from the same
/// one to relays, to STUN servers and to the other party (RFC 8445 §2): where one of these gives the service away, the
/// others are its too. Holds no more than [#MOST], each for some minutes after it was last seen; belongs to the thread
/// that reads packets.
public final class Sockets {

    private static final int MOST = 16_384;
    private static final long LIFETIME_MICROS = 300_000_000;

    /// Below are servers, and what a server says to one is no sign of another.
    private static final int LOWEST_PORT = 1024;

    private final Map<Endpoint, Known> known = new LinkedHashMap<>();
    private final Map<Endpoint, Known> servers = new LinkedHashMap<>();

    public void found(Flow flow, Finding finding) {
        if (flow.isTcp() || !(finding instanceof Detection detection) || !isWitness(detection)) {
            return;
        }
        if (flow.clientPort() >= LOWEST_PORT) {
            Endpoint client = new Endpoint(flow.clientHigh(), flow.clientLow(), flow.clientPort());
            add(known, client, detection, flow.lastMicros());
        }
    }

    /// A server has said itself whose it is: who else asks it uses the same service.
    void server(Flow flow, Detection detection) {
        Endpoint server = new Endpoint(flow.serverHigh(), flow.serverLow(), flow.serverPort());
        add(servers, server, detection, flow.lastMicros());
    }

    /// A question to DNS is sent by the system, not by the messenger; and what was only concluded proves nothing more.
    private static boolean isWitness(Detection detection) {
        return detection.via() != Via.DNS && detection.via() != Via.QUIC && Inferred.isWitness(detection);
    }

    private static void add(Map<Endpoint, Known> map, Endpoint endpoint, Detection detection, long micros) {
        map.remove(endpoint);
        map.put(endpoint, new Known(detection, micros + LIFETIME_MICROS));
        if (map.size() > MOST) {
            map.remove(map.keySet().iterator().next());
        }
    }

    /// What a flow is, as one of its endpoints is known.
    Optional<Detection> of(Flow flow, Via via) {
        Detection server = find(servers, flow, flow.serverHigh(), flow.serverLow(), flow.serverPort());
        if (server != null) {
            return Optional.of(Inferred.atServer(server, via));
        }
        Detection mate = find(known, flow, flow.clientHigh(), flow.clientLow(), flow.clientPort());
        if (mate == null) {
            mate = find(known, flow, flow.serverHigh(), flow.serverLow(), flow.serverPort());
        }
        return mate == null ? Optional.empty() : Optional.of(Inferred.of(mate, via));
    }

    /// A flow may have begun before its socket was known, and be asked about long after.
    private static @Nullable Detection find(Map<Endpoint, Known> map, Flow flow, long high, long low, int port) {
        if (map.isEmpty()) {
            return null;
        }
        Endpoint endpoint = new Endpoint(high, low, port);
        Known found = map.get(endpoint);
        if (found == null || flow.firstMicros() > found.untilMicros) {
            return null;
        }
        if (flow.lastMicros() + LIFETIME_MICROS > found.untilMicros) {
            add(map, endpoint, found.detection, flow.lastMicros());
        }
        return found.detection;
    }

    private record Known(Detection detection, long untilMicros) {}
}
