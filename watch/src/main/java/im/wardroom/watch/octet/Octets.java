// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.octet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Reads unsigned numbers out of an array. Who calls has checked that they are there.
public final class Octets {

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Octets() {}

    public static int u8(byte[] bytes, int at) {
        return bytes[at] & 0xff;
    }

    public static int u16(byte[] bytes, int at) {
        return (short) SHORT.get(bytes, at) & 0xffff;
    }

    public static int u24(byte[] bytes, int at) {
        return u8(bytes, at) << 16 | u16(bytes, at + 1);
    }

    /// Four octets as they are; negative when the first bit is set.
    public static int i32(byte[] bytes, int at) {
        return (int) INT.get(bytes, at);
    }

    public static long u32(byte[] bytes, int at) {
        return i32(bytes, at) & 0xffff_ffffL;
    }

    public static long i64(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at);
    }

    public static int u16little(byte[] bytes, int at) {
        return Short.reverseBytes((short) SHORT.get(bytes, at)) & 0xffff;
    }

    public static int i32little(byte[] bytes, int at) {
        return Integer.reverseBytes(i32(bytes, at));
    }

    public static long u32little(byte[] bytes, int at) {
        return i32little(bytes, at) & 0xffff_ffffL;
    }

    public static long i64little(byte[] bytes, int at) {
        return Long.reverseBytes(i64(bytes, at));
    }
}
