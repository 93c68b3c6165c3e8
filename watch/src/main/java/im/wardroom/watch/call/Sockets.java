// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.call;

import im.wardroom.watch.dissect.Detection;
import im.wardroom.watch.dissect.Finding;
import im.wardroom.watch.dissect.Via;
import im.wardroom.watch.flow.Flow;
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

    public void found(Flow flow, Finding finding) {
        if (flow.isTcp() || !(finding instanceof Detection detection) || !isWitness(detection)) {
            return;
        }
        if (flow.clientPort() >= LOWEST_PORT) {
            add(new Endpoint(flow.clientHigh(), flow.clientLow(), flow.clientPort()), detection, flow.lastMicros());
        }
        add(new Endpoint(flow.serverHigh(), flow.serverLow(), flow.serverPort()), detection, flow.lastMicros());
    }

    /// A question to DNS is sent by the system, not by the messenger; and what was only concluded proves nothing more.
    private static boolean isWitness(Detection detection) {
        return detection.via() != Via.DNS && detection.via() != Via.QUIC && Inferred.isWitness(detection);
    }

    private void add(Endpoint endpoint, Detection detection, long micros) {
        known.remove(endpoint);
        known.put(endpoint, new Known(detection, micros + LIFETIME_MICROS));
        if (known.size() > MOST) {
            known.remove(known.keySet().iterator().next());
        }
    }

    /// What a flow is, as one of its endpoints is known.
    Optional<Detection> of(Flow flow, Via via) {
        if (known.isEmpty()) {
            return Optional.empty();
        }
        Detection detection = find(flow.clientHigh(), flow.clientLow(), flow.clientPort(), flow.lastMicros());
        if (detection == null) {
            detection = find(flow.serverHigh(), flow.serverLow(), flow.serverPort(), flow.lastMicros());
        }
        return Optional.ofNullable(detection).map(witness -> Inferred.of(witness, via));
    }

    private @Nullable Detection find(long high, long low, int port, long nowMicros) {
        Known found = known.get(new Endpoint(high, low, port));
        return found != null && nowMicros <= found.untilMicros ? found.detection : null;
    }

    private record Endpoint(long high, long low, int port) {}

    private record Known(Detection detection, long untilMicros) {}
}
