// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.octet;

/// Reads unsigned numbers out of an array, and writes some. Who calls has checked that they are there. Octet by octet:
/// the simple compiler, which is enough for a program that runs for seconds, makes more of that than of a view of the
/// array.
public final class Octets {

    private Octets() {}

    public static int u8(byte[] bytes, int at) {
        return bytes[at] & 0xff;
    }

    public static int u16(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
    }

    public static void put16(byte[] bytes, int at, int value) {
        bytes[at] = (byte) (value >> 8);
        bytes[at + 1] = (byte) value;
    }

    public static int u24(byte[] bytes, int at) {
        return u8(bytes, at) << 16 | u16(bytes, at + 1);
    }

    /// Four octets as they are; negative when the first bit is set.
    public static int i32(byte[] bytes, int at) {
        return bytes[at] << 24 | (bytes[at + 1] & 0xff) << 16 | (bytes[at + 2] & 0xff) << 8 | bytes[at + 3] & 0xff;
    }

    public static long u32(byte[] bytes, int at) {
        return i32(bytes, at) & 0xffff_ffffL;
    }

    public static long i64(byte[] bytes, int at) {
        return (long) i32(bytes, at) << 32 | u32(bytes, at + 4);
    }

    public static int u16little(byte[] bytes, int at) {
        return (bytes[at + 1] & 0xff) << 8 | bytes[at] & 0xff;
    }

    public static int i32little(byte[] bytes, int at) {
        return bytes[at + 3] << 24 | (bytes[at + 2] & 0xff) << 16 | (bytes[at + 1] & 0xff) << 8 | bytes[at] & 0xff;
    }

    public static long u32little(byte[] bytes, int at) {
        return i32little(bytes, at) & 0xffff_ffffL;
    }

    public static long i64little(byte[] bytes, int at) {
        return (long) i32little(bytes, at + 4) << 32 | u32little(bytes, at);
    }
}
