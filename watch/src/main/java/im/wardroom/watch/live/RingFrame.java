// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.live;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import im.wardroom.watch.capture.Packet;
import im.wardroom.watch.octet.Octets;
import java.lang.foreign.MemorySegment;

/// One frame out of the ring, as it was on the wire: with the tag of its VLAN, which Linux takes out, and with a header
/// that says what follows where the kind of network has none that is known.
final class RingFrame {

    static final int NO_TAG = 0;

    static final int ETHERNET = 1;
    static final int RAW_IP = 101;
    static final int COOKED = 276;

    /// What may be put before a frame.
    private static final int ROOM = 24;

    private static final int TAG = 4;
    private static final int ADDRESSES = 12;
    private static final int COOKED_HEADER = 20;

    private final byte[] bytes = new byte[ROOM + Tap.LONGEST];
    private final int linkType;
    private int from;
    private int to;

    RingFrame(int linkType) {
        this.linkType = linkType;
    }

    /// @param protocol what follows, as Ethernet numbers it
    /// @param tag its type and its value, or [#NO_TAG]
    void read(MemorySegment ring, long begin, int length, int protocol, int tag) {
        MemorySegment.copy(ring, JAVA_BYTE, begin, bytes, ROOM, length);
        from = ROOM;
        to = ROOM + length;
        switch (linkType) {
            case COOKED -> cook(protocol, tag);
            case ETHERNET -> putTag(length, tag);
            default -> {}
        }
    }

    private void cook(int protocol, int tag) {
        from -= COOKED_HEADER;
        if (tag == NO_TAG) {
            Octets.put16(bytes, from, protocol);
            return;
        }
        from -= TAG;
        Octets.put16(bytes, from, tag >>> 16);
        Octets.put16(bytes, ROOM - TAG, tag);
        Octets.put16(bytes, ROOM - 2, protocol);
    }

    private void putTag(int length, int tag) {
        if (tag == NO_TAG || length < ADDRESSES) {
            return;
        }
        from -= TAG;
        System.arraycopy(bytes, ROOM, bytes, from, ADDRESSES);
        Octets.put16(bytes, from + ADDRESSES, tag >>> 16);
        Octets.put16(bytes, from + ADDRESSES + 2, tag);
    }

    /// @param length of the frame on the wire, without what was put before it
    void show(Packet packet, int length, long micros) {
        packet.show(bytes, from, to, length + ROOM - from, linkType, micros);
    }
}
