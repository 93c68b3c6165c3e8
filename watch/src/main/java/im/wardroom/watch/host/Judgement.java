// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.host;

import im.wardroom.watch.dissect.Confidence;
import im.wardroom.watch.packet.Address;
import im.wardroom.watch.service.Directory;
import im.wardroom.watch.service.Entry;
import im.wardroom.watch.service.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Says of programs and their peers what messenger they are, and which of the two told it. What is the organisation's
/// own is no messenger to report.
public final class Judgement {

    private final Directory directory;
    private final Programs programs;
    private final PeerNames names;

    /// @param names of peers, empty unless somebody asked for them
    public Judgement(Directory directory, Programs programs, PeerNames names) {
        this.directory = directory;
        this.programs = programs;
        this.names = names;
    }

    /// Every program with every socket of its; a program without any peer is there once more, without a socket.
    public List<Sighting> of(Machine.Snapshot snapshot) {
        List<Sighting> sightings = new ArrayList<>();
        for (Holder holder : snapshot.holders()) {
            Optional<Program> program = Optional.of(holder.program());
            holder.sockets().forEach(socket -> sightings.add(of(program, Optional.of(socket))));
            if (holder.sockets().stream().noneMatch(Socket::hasPeer)) {
                sightings.add(of(program, Optional.empty()));
            }
        }
        snapshot.orphans().forEach(socket -> sightings.add(of(Optional.empty(), Optional.of(socket))));
        return sightings;
    }

    private Sighting of(Optional<Program> program, Optional<Socket> socket) {
        List<String> evidence = new ArrayList<>();
        Optional<KnownProgram> known = program.flatMap(it -> programs.find(it.name()));
        Optional<Peer> peer = socket.filter(Socket::hasPeer).flatMap(it -> peer(it.peer()));
        program.filter(Program::isRenamed).ifPresent(it -> evidence.add("calls itself " + it.title()));
        if (isAllowed(known, socket)) {
            return new Sighting(program, socket, List.of(), Confidence.POSSIBLE, evidence);
        }
        known.filter(it -> !it.services().isEmpty()).ifPresent(it -> evidence.addFirst("program " + it.name()));
        peer.ifPresent(it -> evidence.addFirst(it.evidence()));
        List<Service> ofProgram = known.map(KnownProgram::services).orElse(List.of());
        List<Service> services = peer.map(it -> List.of(it.service())).orElse(ofProgram);
        boolean agree = peer.filter(it -> ofProgram.contains(it.service())).isPresent();
        return new Sighting(program, socket, services, confidence(agree, peer), evidence);
    }

    private boolean isAllowed(Optional<KnownProgram> known, Optional<Socket> socket) {
        return known.filter(KnownProgram::isAllowed).isPresent()
                || socket.filter(Socket::hasPeer)
                        .filter(it ->
                                directory.allows(it.peer().high(), it.peer().low()) || names.allows(it.peer()))
                        .isPresent();
    }

    private static Confidence confidence(boolean agree, Optional<Peer> peer) {
        return agree ? Confidence.CERTAIN : peer.map(Peer::confidence).orElse(Confidence.LIKELY);
    }

    private Optional<Peer> peer(Address address) {
        return directory
                .address(address.high(), address.low())
                .flatMap(entry -> entry.service()
                        .map(service -> new Peer(service, Confidence.LIKELY, "address in " + entry.value())))
                .or(() -> names.of(address).flatMap(entry -> entry.service().map(service -> byName(service, entry))));
    }

    private static Peer byName(Service service, Entry entry) {
        return new Peer(service, Confidence.POSSIBLE, "address of " + entry.value());
    }

    private record Peer(Service service, Confidence confidence, String evidence) {}
}
