// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.call;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.watch.Knowledge;
import im.wardroom.watch.Lookout;
import im.wardroom.watch.capture.Capture;
import im.wardroom.watch.capture.Packet;
import im.wardroom.watch.dissect.Detection;
import im.wardroom.watch.dissect.Finding;
import im.wardroom.watch.dissect.FindingListener;
import im.wardroom.watch.flow.Flow;
import im.wardroom.watch.flow.Limits;
import im.wardroom.watch.packet.Frames;
import im.wardroom.watch.protocol.Wire;
import im.wardroom.watch.service.Directory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Through the real thing, as these are about one flow that tells another.
class SocketsTest {

    private static final String HOME = "10.0.0.5";
    private static final byte[] DISCOVERY =
            new Wire().u16(1, 70).u32(7).zeros(66).bytes();
    private static final byte[] BINDING =
            new Wire().u16(1, 0).u32(0x2112A442L).zeros(12).bytes();
    private static final byte[] NOTHING_KNOWN =
            new Wire().hex("77aa0102030405060708").bytes();

    private final List<byte[]> frames = new ArrayList<>();

    @Test
    void sameSocketBelongsToTheSameCallWhicheverCameFirst() throws IOException {
        send(50_000, "198.51.100.1", 3478, BINDING);
        send(50_000, "198.51.100.2", 50_004, DISCOVERY);
        send(50_000, "198.51.100.3", 40_000, NOTHING_KNOWN);

        assertThat(found()).hasSize(3).allMatch(text -> text.endsWith("DISCORD"));
    }

    @Test
    void otherSocketsOfTheSameMachineAreLeftAlone() throws IOException {
        send(50_000, "198.51.100.2", 50_004, DISCOVERY);
        send(50_001, "198.51.100.3", 40_000, NOTHING_KNOWN);

        assertThat(found()).hasSize(1);
    }

    @Test
    void questionToDnsSaysNothingOfItsSocket() throws IOException {
        byte[] question = new Wire()
                .u16(7, 0x0100, 1, 0, 0, 0)
                .short8(new Wire().text("signal"))
                .short8(new Wire().text("org"))
                .u8(0)
                .u16(1, 1)
                .bytes();
        send(50_000, "198.51.100.9", 53, question);
        send(50_000, "198.51.100.3", 40_000, NOTHING_KNOWN);

        assertThat(found()).hasSize(1);
    }

    private void send(int port, String target, int targetPort, byte[] payload) {
        frames.add(Frames.ipv4(HOME, target, 17, Frames.udp(port, targetPort, payload)));
    }

    private List<String> found() throws IOException {
        List<String> found = new ArrayList<>();
        FindingListener listener = new FindingListener() {
            @Override
            public void found(Flow flow, Finding finding) {
                found.add(flow + " " + ((Detection) finding).service());
            }

            @Override
            public void ended(Flow flow, List<Finding> findings) {
                // Told already.
            }
        };
        Lookout lookout = new Lookout(new Knowledge(Directory.standard()), Limits.DEFAULT, 1, listener, _ -> {});
        lookout.watch(new Recorded(frames.iterator()), at -> {});
        lookout.end();
        return found;
    }

    private static final class Recorded implements Capture {

        private final Iterator<byte[]> frames;
        private long micros = 1_700_000_000_000_000L;

        Recorded(Iterator<byte[]> frames) {
            this.frames = frames;
        }

        @Override
        public boolean next(Packet packet) {
            if (!frames.hasNext()) {
                return false;
            }
            byte[] frame = frames.next();
            micros += 20_000;
            packet.show(frame, 0, frame.length, frame.length, 101, micros);
            return true;
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
        public void close() {
            // Nothing is open.
        }
    }
}
