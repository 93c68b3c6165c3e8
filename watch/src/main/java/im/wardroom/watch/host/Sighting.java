// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.host;

import im.wardroom.watch.dissect.Confidence;
import im.wardroom.watch.service.Service;
import java.util.List;
import java.util.Optional;

/// A program with one of its sockets, and what is known of them.
///
/// @param program empty if this user may not see whose socket it is
/// @param socket empty for a known program that has none now
/// @param services that it is of; none for what is shown though it is no messenger
/// @param confidence meaningless without a service
/// @param evidence what gave it away: the program, the peer, or both
public record Sighting(
        Optional<Program> program,
        Optional<Socket> socket,
        List<Service> services,
        Confidence confidence,
        List<String> evidence) {

    public Sighting {
        services = List.copyOf(services);
        evidence = List.copyOf(evidence);
    }

    public boolean isMessenger() {
        return !services.isEmpty();
    }

    /// What stays the same from one look to the next, as long as it is the same program with the same peer.
    public Object key() {
        return List.of(
                program.map(known -> known.pid() + " " + known.since()),
                socket.map(it -> it.inode() + " " + it.peer() + " " + it.peerPort()),
                services);
    }
}
