// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.dissect;

import im.wardroom.watch.flow.Flow;
import im.wardroom.watch.packet.Endpoint;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Endpoints that a conversation has announced, with what will come to them: remembered for a while, so many at most.
final class Expectations {

    private static final int MOST = 4096;
    private static final long LIFETIME_MICROS = 180_000_000;

    private final Map<Endpoint, Expected> expected = new LinkedHashMap<>();

    void add(long high, long low, int port, Detection detection, long nowMicros) {
        expected.remove(new Endpoint(high, low, port));
        expected.put(new Endpoint(high, low, port), new Expected(detection, nowMicros));
        if (expected.size() > MOST) {
            expected.remove(expected.keySet().iterator().next());
        }
    }

    boolean isEmpty() {
        return expected.isEmpty();
    }

    /// What a flow is, if one of its ends was announced not long ago; who opened it may not have been seen.
    @Nullable
    Detection find(Flow flow) {
        Detection server = find(flow.serverHigh(), flow.serverLow(), flow.serverPort(), flow.lastMicros());
        return server == null
                ? find(flow.clientHigh(), flow.clientLow(), flow.clientPort(), flow.lastMicros())
                : server;
    }

    private @Nullable Detection find(long high, long low, int port, long nowMicros) {
        Expected found = expected.get(new Endpoint(high, low, port));
        return found != null && nowMicros - found.micros <= LIFETIME_MICROS ? found.detection : null;
    }

    private record Expected(Detection detection, long micros) {}
}
