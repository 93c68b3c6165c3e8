// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.capture;

/// A frame as it was captured. One object is pointed at one frame after the other, in an array that belongs to where it
/// comes from: what it shows is true until the next one.
public final class Packet {

    private byte[] bytes = new byte[0];
    private int from;
    private int to;
    private int originalLength;
    private int linkType;
    private long micros;

    /// @param original how long the frame was on the wire
    /// @param type what the frame begins with, as <https://www.tcpdump.org/linktypes.html> numbers it
    public void show(byte[] array, int start, int end, int original, int type, long when) {
        bytes = array;
        from = start;
        to = end;
        originalLength = original;
        linkType = type;
        micros = when;
    }

    public byte[] bytes() {
        return bytes;
    }

    public int from() {
        return from;
    }

    public int to() {
        return to;
    }

    public int length() {
        return to - from;
    }

    public int originalLength() {
        return originalLength;
    }

    public int linkType() {
        return linkType;
    }

    /// Microseconds since 1970.
    public long micros() {
        return micros;
    }
}
