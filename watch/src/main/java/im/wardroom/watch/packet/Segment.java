// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.packet;

import im.wardroom.watch.octet.Excerpt;

/// One datagram of UDP or segment of TCP, taken out of whatever carried it. One object is filled again and again, so
/// that a packet costs no memory; what it shows is true until the next one.
public final class Segment {

    public static final int TCP = 6;
    public static final int UDP = 17;

    public static final int FIN = 1;
    public static final int SYN = 2;
    public static final int RST = 4;
    public static final int ACK = 16;

    long sourceHigh;
    long sourceLow;
    long targetHigh;
    long targetLow;
    int sourcePort;
    int targetPort;
    int protocol;
    int sequence;
    int flags;
    int size;
    long micros;
    final Excerpt payload = new Excerpt();

    public long sourceHigh() {
        return sourceHigh;
    }

    public long sourceLow() {
        return sourceLow;
    }

    public long targetHigh() {
        return targetHigh;
    }

    public long targetLow() {
        return targetLow;
    }

    public int sourcePort() {
        return sourcePort;
    }

    public int targetPort() {
        return targetPort;
    }

    public boolean isTcp() {
        return protocol == TCP;
    }

    /// The sequence number of the first octet, of TCP.
    public int sequence() {
        return sequence;
    }

    public boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /// The flags of TCP; none of UDP.
    public int flags() {
        return flags;
    }

    /// How many octets the IP packet had on the wire, its header included.
    public int size() {
        return size;
    }

    /// When it was seen, in microseconds since 1970.
    public long micros() {
        return micros;
    }

    /// What was captured of what it carries.
    public Excerpt payload() {
        return payload;
    }
}
