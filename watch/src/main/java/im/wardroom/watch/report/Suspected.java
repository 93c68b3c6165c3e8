// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.report;

import im.wardroom.watch.packet.Address;
import im.wardroom.watch.suspicion.Suspicion;
import org.jspecify.annotations.Nullable;

/// Something that no person does.
///
/// @param kind as in the lines of JSON: `beacon`, `half-open`
/// @param client null where many did it
/// @param server its address and port
public record Suspected(
        long firstMicros,
        long lastMicros,
        String kind,
        @Nullable Address client,
        String server,
        String evidence) {

    public static Suspected of(Suspicion suspicion) {
        return new Suspected(
                suspicion.firstMicros(),
                suspicion.lastMicros(),
                suspicion.kind().id(),
                suspicion.client(),
                suspicion.server().withPort(suspicion.serverPort()),
                suspicion.evidence());
    }
}
