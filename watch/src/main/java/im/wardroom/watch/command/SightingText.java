// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.command;

import im.wardroom.watch.host.Program;
import im.wardroom.watch.host.Sighting;
import im.wardroom.watch.host.Socket;
import im.wardroom.watch.service.Service;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/// What a person and a machine read of a program with its socket.
final class SightingText {

    static final String[] HEADINGS = {
        "SERVICE",
        "PROGRAM",
        "PID",
        "USER",
        "PROTOCOL",
        "LOCAL",
        "PEER",
        "STATE",
        "RUNS SINCE (UTC)",
        "EVIDENCE",
        "PATH"
    };

    private static final String NONE = "-";

    private SightingText() {}

    static List<String> cells(Sighting sighting) {
        return List.of(
                services(sighting),
                sighting.program().map(Program::name).orElse(NONE),
                sighting.program().map(it -> Integer.toString(it.pid())).orElse(NONE),
                user(sighting),
                sighting.socket().map(Socket::protocol).orElse(NONE),
                sighting.socket().map(SightingText::local).orElse(NONE),
                sighting.socket()
                        .filter(Socket::hasPeer)
                        .map(SightingText::peer)
                        .orElse(NONE),
                sighting.socket().map(SightingText::state).orElse(NONE),
                sighting.program().map(it -> Text.time(it.since())).orElse(NONE),
                sighting.evidence().isEmpty() ? NONE : String.join("; ", sighting.evidence()),
                sighting.program().map(SightingText::path).orElse("(its process cannot be seen)"));
    }

    private static String services(Sighting sighting) {
        return sighting.isMessenger()
                ? sighting.services().stream().map(Service::id).collect(Collectors.joining(","))
                : NONE;
    }

    private static String user(Sighting sighting) {
        return sighting.program()
                .map(Program::user)
                .or(() -> sighting.socket().map(it -> Long.toString(it.uid())))
                .orElse(NONE);
    }

    private static String local(Socket socket) {
        return socket.local().withPort(socket.localPort());
    }

    private static String peer(Socket socket) {
        return socket.peer().withPort(socket.peerPort());
    }

    private static String state(Socket socket) {
        return socket.isListening()
                ? Socket.State.LISTENING.id()
                : socket.state().id();
    }

    private static String path(Program program) {
        String path = program.path().isEmpty() ? NONE : program.path();
        return program.isDeleted() ? path + " (deleted)" : path;
    }

    static String json(String event, Instant now, Sighting sighting) {
        JsonLine line = new JsonLine().put("time", now.toString());
        if (!event.isEmpty()) {
            line.put("event", event);
        }
        if (sighting.isMessenger()) {
            line.put("service", services(sighting))
                    .put("confidence", sighting.confidence().id());
        }
        line.put("evidence", String.join("; ", sighting.evidence()));
        sighting.program().ifPresent(program -> put(line, program));
        sighting.socket().ifPresent(socket -> put(line, socket));
        return line.end();
    }

    private static void put(JsonLine line, Program program) {
        line.put("program", program.name())
                .put("path", program.path())
                .put("deleted", program.isDeleted() ? 1 : 0)
                .put("title", program.title())
                .put("pid", program.pid())
                .put("user", program.user())
                .put("uid", program.uid())
                .put("since", program.since().toString());
    }

    private static void put(JsonLine line, Socket socket) {
        line.put("protocol", socket.protocol())
                .put("state", state(socket))
                .put("local", socket.local().toString())
                .put("local_port", socket.localPort());
        if (socket.hasPeer()) {
            line.put("peer", socket.peer().toString()).put("peer_port", socket.peerPort());
        }
        line.put("socket_uid", socket.uid());
    }
}
