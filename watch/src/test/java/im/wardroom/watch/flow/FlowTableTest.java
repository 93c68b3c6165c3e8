// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.flow;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.watch.capture.Packet;
import im.wardroom.watch.octet.Excerpt;
import im.wardroom.watch.packet.Decoder;
import im.wardroom.watch.packet.Frames;
import im.wardroom.watch.packet.Segment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FlowTableTest {

    private static final Limits SMALL =
            new Limits(8, Duration.ofSeconds(60), Duration.ofMinutes(10), Duration.ofSeconds(5));

    private final List<String> events = new ArrayList<>();
    private final Map<String, Long> packets = new HashMap<>();
    private FlowTable table = new FlowTable(SMALL, 7, new Recorder());
    private Decoder decoder = new Decoder(table);
    private long micros = 1_000_000;

    private final class Recorder implements FlowHandler {
        @Override
        public void payload(Flow flow, boolean fromClient, int sequence, Excerpt payload) {
            events.add((fromClient ? "> " : "< ") + flow.clientPort() + " " + payload.text(0, payload.length()));
        }

        @Override
        public void ended(Flow flow) {
            events.add("ended " + flow.clientPort() + " " + flow.clientPackets() + "/" + flow.serverPackets());
            packets.merge(flow.toString(), flow.clientPackets() + flow.serverPackets(), Long::sum);
        }
    }

    private void send(String source, int sourcePort, String target, int targetPort, int flags, String text) {
        byte[] payload = text.getBytes(US_ASCII);
        byte[] frame = flags < 0
                ? Frames.ipv4(source, target, 17, Frames.udp(sourcePort, targetPort, payload))
                : Frames.ipv4(source, target, 6, Frames.tcp(sourcePort, targetPort, 1, flags, payload));
        Packet packet = new Packet();
        packet.show(frame, 0, frame.length, frame.length, 101, micros);
        decoder.decode(packet);
        micros += 1000;
    }

    private void wait(Duration duration) {
        micros += duration.toMillis() * 1000;
    }

    @Test
    void bothDirectionsAreOneFlow() {
        send("10.0.0.1", 1000, "10.0.0.2", 80, -1, "ask");
        send("10.0.0.2", 80, "10.0.0.1", 1000, -1, "answer");
        table.end();

        assertThat(events).containsExactly("> 1000 ask", "< 1000 answer", "ended 1000 1/1");
    }

    @Test
    void timePassesThoughNoPacketComes() {
        send("10.0.0.1", 1000, "10.0.0.2", 80, -1, "ask");
        wait(Duration.ofSeconds(59));
        table.pass(micros);
        assertThat(table.size()).isEqualTo(1);

        wait(Duration.ofSeconds(2));
        table.pass(micros);

        assertThat(events).containsExactly("> 1000 ask", "ended 1000 1/0");
        assertThat(table.size()).isZero();
    }

    @Test
    void whoOpensIsTheClientEvenIfTheAnswerIsSeenFirst() {
        send("10.0.0.2", 80, "10.0.0.1", 1000, Segment.SYN | Segment.ACK, "");
        send("10.0.0.2", 80, "10.0.0.1", 1000, Segment.ACK, "hello");
        send("10.0.0.2", 53, "10.0.0.1", 2000, -1, "answer");

        assertThat(events).containsExactly("< 1000 hello", "< 2000 answer");
    }

    @Test
    void theSamePortsOverUdpAndTcpAreTwoFlows() {
        send("10.0.0.1", 1000, "10.0.0.2", 80, -1, "a");
        send("10.0.0.1", 1000, "10.0.0.2", 80, Segment.ACK, "b");

        assertThat(table.size()).isEqualTo(2);
    }

    @Test
    void aNewConnectionOnTheSamePortsIsANewFlow() {
        send("10.0.0.1", 1000, "10.0.0.2", 80, Segment.SYN, "");
        send("10.0.0.2", 80, "10.0.0.1", 1000, Segment.RST, "");
        send("10.0.0.1", 1000, "10.0.0.2", 80, Segment.SYN, "");
        table.end();

        assertThat(events).containsExactly("ended 1000 1/1", "ended 1000 1/0");
    }

    @Test
    void idleFlowsEnd() {
        send("10.0.0.1", 1000, "10.0.0.2", 80, -1, "a");
        wait(Duration.ofSeconds(61));
        send("10.0.0.1", 1001, "10.0.0.2", 80, -1, "b");
        send("10.0.0.1", 1001, "10.0.0.2", 80, -1, "c");
        wait(Duration.ofSeconds(61));
        send("10.0.0.1", 1001, "10.0.0.2", 80, -1, "d");

        assertThat(events)
                .containsExactly("> 1000 a", "ended 1000 1/0", "> 1001 b", "> 1001 c", "ended 1001 2/0", "> 1001 d");
    }

    @Test
    void aSilentConnectionStaysLonger() {
        send("10.0.0.1", 1000, "10.0.0.2", 80, Segment.SYN, "");
        send("10.0.0.2", 80, "10.0.0.1", 1000, Segment.SYN | Segment.ACK, "");
        wait(Duration.ofMinutes(9));
        send("10.0.0.1", 1000, "10.0.0.2", 80, Segment.ACK, "still here");
        wait(Duration.ofMinutes(11));
        send("10.0.0.1", 1000, "10.0.0.2", 80, Segment.ACK, "again");

        assertThat(events).containsExactly("> 1000 still here", "ended 1000 2/1", "> 1000 again");
    }

    @Test
    void aFloodPushesNobodyOutWhoTalks() {
        for (int i = 0; i < 4; i++) {
            send("10.0.0.1", 1000 + i, "10.0.0.2", 80, Segment.SYN, "");
            send("10.0.0.2", 80, "10.0.0.1", 1000 + i, Segment.SYN | Segment.ACK, "");
        }
        for (int i = 0; i < 10_000; i++) {
            send("10.9." + i % 256 + "." + i / 256, 2000, "10.0.0.2", 80, Segment.SYN, "");
        }
        events.clear();
        for (int i = 0; i < 4; i++) {
            send("10.0.0.1", 1000 + i, "10.0.0.2", 80, Segment.ACK, "still here");
        }
        table.end();

        assertThat(table.evicted()).isEqualTo(9996);
        assertThat(events).contains("ended 1000 2/1", "ended 1001 2/1", "ended 1002 2/1", "ended 1003 2/1");
    }

    @Test
    void packetsAreCountedAsANaiveTableCountsThem() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        table = new FlowTable(
                new Limits(300, Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(1)),
                random.nextLong(),
                new Recorder());
        decoder = new Decoder(table);
        Map<String, Long> expected = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            int client = random.nextInt(20);
            int port = 2000 + random.nextInt(10);
            boolean turned = random.nextBoolean();
            if (turned) {
                send("10.0.0.9", 80, "10.0.0." + client, port, -1, "");
            } else {
                send("10.0.0." + client, port, "10.0.0.9", 80, -1, "");
            }
            expected.merge("UDP 10.0.0." + client + " " + port + " 10.0.0.9 80", 1L, Long::sum);
        }
        table.end();

        assertThat(packets).as("seed %d", seed).isEqualTo(expected);
        assertThat(table.size()).isZero();
    }
}
