// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.suspicion;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import im.wardroom.watch.Knowledge;
import im.wardroom.watch.Lookout;
import im.wardroom.watch.capture.Capture;
import im.wardroom.watch.capture.Packet;
import im.wardroom.watch.dissect.Finding;
import im.wardroom.watch.dissect.FindingListener;
import im.wardroom.watch.flow.Flow;
import im.wardroom.watch.flow.Limits;
import im.wardroom.watch.packet.Frames;
import im.wardroom.watch.packet.Segment;
import im.wardroom.watch.service.Directory;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What goes over a network in a day, written by a test and looked at by the whole watch.
final class Traffic {

    static final String SERVER = "198.51.100.7";

    private final List<Suspicion> suspicions = new ArrayList<>();
    private final Lookout lookout;
    private long micros = 1_700_000_000_000_000L;
    private int nextPort = 20_000;

    Traffic(Directory directory) {
        FindingListener nobody = new FindingListener() {
            @Override
            public void found(Flow flow, Finding finding) {}

            @Override
            public void ended(Flow flow, List<Finding> findings) {}
        };
        lookout = new Lookout(new Knowledge(directory), Limits.DEFAULT, 1, nobody, suspicions::add);
    }

    void pass(Duration time) {
        micros += time.toNanos() / 1000;
    }

    Connection connect(String client, int port) {
        return new Connection(client, port);
    }

    List<Suspicion> end() {
        lookout.end();
        return suspicions;
    }

    /// Connections of one client, written from its side.
    final class Connection {
        private final String client;
        private final int source = nextPort++;
        private final int port;
        private int sent = 1;
        private int received = 1;

        private Connection(String client, int port) {
            this.client = client;
            this.port = port;
        }

        Connection begin() {
            send(true, Segment.SYN, "");
            return this;
        }

        Connection answered() {
            send(false, Segment.SYN | Segment.ACK, "");
            return this;
        }

        Connection refused() {
            send(false, Segment.RST | Segment.ACK, "");
            return this;
        }

        Connection complete() {
            send(true, Segment.ACK, "");
            return this;
        }

        Connection open() {
            return begin().answered().complete();
        }

        Connection say(String text) {
            send(true, Segment.ACK, text);
            return this;
        }

        Connection hear(String text) {
            send(false, Segment.ACK, text);
            return this;
        }

        private void send(boolean fromClient, int flags, String text) {
            byte[] payload = text.getBytes(ISO_8859_1);
            byte[] segment = fromClient
                    ? Frames.tcp(source, port, sent, flags, payload)
                    : Frames.tcp(port, source, received, flags, payload);
            int length = payload.length + ((flags & Segment.SYN) != 0 ? 1 : 0);
            sent += fromClient ? length : 0;
            received += fromClient ? 0 : length;
            show(Frames.ipv4(fromClient ? client : SERVER, fromClient ? SERVER : client, 6, segment));
        }
    }

    private void show(byte[] frame) {
        long at = micros++;
        boolean[] shown = {false};
        try {
            lookout.watch(
                    new Capture() {
                        @Override
                        public boolean next(Packet packet) {
                            packet.show(frame, 0, frame.length, frame.length, 101, at);
                            boolean first = !shown[0];
                            shown[0] = true;
                            return first;
                        }

                        @Override
                        public long position() {
                            return 0;
                        }

                        @Override
                        public Optional<String> damage() {
                            return Optional.empty();
                        }

                        @Override
                        public void close() {}
                    },
                    _ -> {});
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
