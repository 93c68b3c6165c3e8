// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.flow;

import im.wardroom.watch.packet.Address;
import im.wardroom.watch.packet.Segment;
import org.jspecify.annotations.Nullable;

/// A conversation of two endpoints over TCP or UDP: who, since when, how much. The client is who opened it, or who was
/// seen first. What was said is no part of it; who listens may attach what it makes of that.
public final class Flow {

    final long clientHigh;
    final long clientLow;
    final long serverHigh;
    final long serverLow;
    final int clientPort;
    final int serverPort;
    final int protocol;
    final int hash;
    final long firstMicros;
    long lastMicros;
    long clientPackets;
    long serverPackets;
    long clientBytes;
    long serverBytes;

    private int clientStart;
    private int serverStart;
    int clientFlags;
    int serverFlags;

    @Nullable
    Flow older;

    @Nullable
    Flow newer;

    long placedMicros;
    boolean settled;
    boolean wanted = true;

    private @Nullable Object attachment;
    private @Nullable Pulse pulse;
    private boolean spoken;

    Flow(Segment first, boolean turned, int hash) {
        clientHigh = turned ? first.targetHigh() : first.sourceHigh();
        clientLow = turned ? first.targetLow() : first.sourceLow();
        serverHigh = turned ? first.sourceHigh() : first.targetHigh();
        serverLow = turned ? first.sourceLow() : first.targetLow();
        clientPort = turned ? first.targetPort() : first.sourcePort();
        serverPort = turned ? first.sourcePort() : first.targetPort();
        protocol = first.isTcp() ? Segment.TCP : Segment.UDP;
        this.hash = hash;
        firstMicros = first.micros();
        lastMicros = firstMicros;
        placedMicros = firstMicros;
    }

    public Address client() {
        return new Address(clientHigh, clientLow);
    }

    public Address server() {
        return new Address(serverHigh, serverLow);
    }

    public long clientHigh() {
        return clientHigh;
    }

    public long clientLow() {
        return clientLow;
    }

    public long serverHigh() {
        return serverHigh;
    }

    public long serverLow() {
        return serverLow;
    }

    public int clientPort() {
        return clientPort;
    }

    public int serverPort() {
        return serverPort;
    }

    public boolean isTcp() {
        return protocol == Segment.TCP;
    }

    public long firstMicros() {
        return firstMicros;
    }

    public long lastMicros() {
        return lastMicros;
    }

    public long clientPackets() {
        return clientPackets;
    }

    public long serverPackets() {
        return serverPackets;
    }

    /// Octets on the wire from the client, headers of IP included.
    public long clientBytes() {
        return clientBytes;
    }

    public long serverBytes() {
        return serverBytes;
    }

    public boolean sawClient(int flag) {
        return (clientFlags & flag) != 0;
    }

    public boolean sawServer(int flag) {
        return (serverFlags & flag) != 0;
    }

    /// The beginning of this direction of TCP was seen.
    public boolean knowsStart(boolean ofClient) {
        return ofClient ? sawClient(Segment.SYN) : sawServer(Segment.SYN);
    }

    /// The sequence number of the first octet, if the beginning was seen.
    public int start(boolean ofClient) {
        return ofClient ? clientStart : serverStart;
    }

    /// Both sides have ended it, or one has broken it off.
    public boolean isClosed() {
        return ((clientFlags | serverFlags) & Segment.RST) != 0 || (clientFlags & serverFlags & Segment.FIN) != 0;
    }

    public @Nullable Object attachment() {
        return attachment;
    }

    public void attach(@Nullable Object what) {
        attachment = what;
    }

    /// Nobody listens any longer: from now on, packets are only counted.
    public void ignore() {
        wanted = false;
    }

    /// From now on, it is told of each packet that carries something.
    public void follow(Pulse follower) {
        pulse = follower;
    }

    public boolean isFollowed() {
        return pulse != null;
    }

    /// The client has sent more than what opens a connection.
    public boolean hasSpoken() {
        return spoken;
    }

    /// A packet was counted and handed on.
    void passed(Segment segment, boolean fromClient) {
        spoken |= fromClient;
        if (pulse != null) {
            pulse.carried(fromClient, segment.micros(), segment.size());
        }
    }

    boolean isFromClient(Segment segment) {
        return segment.sourcePort() == clientPort
                && segment.sourceLow() == clientLow
                && segment.sourceHigh() == clientHigh
                && segment.targetPort() == serverPort
                && segment.targetLow() == serverLow
                && segment.targetHigh() == serverHigh
                && segment.isTcp() == isTcp();
    }

    boolean isFromServer(Segment segment) {
        return segment.sourcePort() == serverPort
                && segment.sourceLow() == serverLow
                && segment.sourceHigh() == serverHigh
                && segment.targetPort() == clientPort
                && segment.targetLow() == clientLow
                && segment.targetHigh() == clientHigh
                && segment.isTcp() == isTcp();
    }

    void count(Segment segment, boolean fromClient) {
        lastMicros = Math.max(lastMicros, segment.micros());
        if (fromClient) {
            clientPackets++;
            clientBytes += segment.size();
            clientFlags |= segment.flags();
            if (segment.has(Segment.SYN)) {
                clientStart = segment.sequence() + 1;
            }
        } else {
            serverPackets++;
            serverBytes += segment.size();
            serverFlags |= segment.flags();
            if (segment.has(Segment.SYN)) {
                serverStart = segment.sequence() + 1;
            }
        }
    }

    @Override
    public String toString() {
        return (isTcp() ? "TCP " : "UDP ") + client() + " " + clientPort + " " + server() + " " + serverPort;
    }
}
