// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.dissect;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import im.wardroom.watch.capture.Packet;
import im.wardroom.watch.flow.Flow;
import im.wardroom.watch.flow.FlowTable;
import im.wardroom.watch.flow.Limits;
import im.wardroom.watch.packet.Decoder;
import im.wardroom.watch.packet.Frames;
import im.wardroom.watch.packet.Segment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A conversation, written down as a test reads it and looked at by the real thing.
public final class Talk {

    public static final String CLIENT = "10.0.0.1";
    public static final String SERVER = "192.0.2.1";

    private final List<Finding> findings = new ArrayList<>();
    private final FlowTable flows;
    private final Decoder decoder;
    private final boolean tcp;
    private int clientPort = 40_000;
    private int serverPort = 9;
    private int clientNext = 1;
    private int serverNext = 1;
    private long micros = 1_700_000_000_000_000L;
    private int pieces = Integer.MAX_VALUE;

    private Talk(boolean tcp, List<Dissector> dissectors) {
        this.tcp = tcp;
        flows = new FlowTable(Limits.DEFAULT, 1, new Inspector(dissectors, new FindingListener() {
            @Override
            public void found(Flow flow, Finding finding) {
                findings.add(finding);
            }

            @Override
            public void ended(Flow flow, List<Finding> all) {
                // Told already.
            }
        }));
        decoder = new Decoder(flows);
    }

    public static Talk tcp(Dissector... dissectors) {
        Talk talk = new Talk(true, List.of(dissectors));
        talk.send(true, Segment.SYN, new byte[0]);
        talk.send(false, Segment.SYN | Segment.ACK, new byte[0]);
        return talk;
    }

    public static Talk udp(Dissector... dissectors) {
        return new Talk(false, List.of(dissectors));
    }

    /// From now on, what is sent over TCP comes in pieces of this size.
    public Talk inPiecesOf(int octets) {
        pieces = octets;
        return this;
    }

    public Talk client(String text) {
        return client(text.getBytes(ISO_8859_1));
    }

    public Talk server(String text) {
        return server(text.getBytes(ISO_8859_1));
    }

    public Talk client(byte[]... parts) {
        return say(true, Frames.join(parts));
    }

    public Talk server(byte[]... parts) {
        return say(false, Frames.join(parts));
    }

    /// Another flow to another port of the same server, with a beginning of its own.
    public Talk toPort(int port) {
        clientPort++;
        serverPort = port;
        clientNext = 1;
        serverNext = 1;
        return this;
    }

    private Talk say(boolean fromClient, byte[] bytes) {
        int step = tcp ? pieces : Integer.MAX_VALUE;
        for (int at = 0; at < bytes.length; at += Math.min(step, bytes.length - at)) {
            send(fromClient, Segment.ACK, Arrays.copyOfRange(bytes, at, at + Math.min(step, bytes.length - at)));
        }
        return this;
    }

    private void send(boolean fromClient, int flags, byte[] bytes) {
        int source = fromClient ? clientPort : serverPort;
        int target = fromClient ? serverPort : clientPort;
        int sequence = fromClient ? clientNext : serverNext;
        byte[] transport = tcp ? Frames.tcp(source, target, sequence, flags, bytes) : Frames.udp(source, target, bytes);
        byte[] frame = Frames.ipv4(fromClient ? CLIENT : SERVER, fromClient ? SERVER : CLIENT, tcp ? 6 : 17, transport);
        int used = bytes.length + ((flags & Segment.SYN) != 0 ? 1 : 0);
        clientNext += fromClient ? used : 0;
        serverNext += fromClient ? 0 : used;
        Packet packet = new Packet();
        packet.show(frame, 0, frame.length, frame.length, 101, micros);
        micros += 20_000;
        decoder.decode(packet);
    }

    /// What has been found so far.
    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    /// What has been found when it is over.
    public List<Finding> end() {
        decoder.end();
        flows.end();
        return findings();
    }
}
