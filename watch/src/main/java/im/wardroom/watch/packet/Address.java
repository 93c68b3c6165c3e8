// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.packet;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// An address of IPv6, or of IPv4 in the form `::ffff:a.b.c.d`.
public record Address(long high, long low) {

    private static final long MAPPED = 0xffffL << 32;

    public static Address of(InetAddress address) {
        ByteBuffer octets = ByteBuffer.wrap(address.getAddress());
        return octets.capacity() == 4 ? ofV4(octets.getInt()) : new Address(octets.getLong(), octets.getLong());
    }

    public static Address ofV4(int octets) {
        return new Address(0, mapped(octets));
    }

    /// The lower half of an IPv4 address; the upper one is zero.
    public static long mapped(int octets) {
        return MAPPED | octets & 0xffff_ffffL;
    }

    public static boolean isV4(long high, long low) {
        return high == 0 && low >>> 32 == 0xffff;
    }

    public boolean isV4() {
        return isV4(high, low);
    }

    // Written out as in Endpoint.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Address address && low == address.low && high == address.high;
    }

    @Override
    public int hashCode() {
        return hash(high, low);
    }

    static int hash(long high, long low) {
        return 31 * Long.hashCode(high) + Long.hashCode(low);
    }

    /// With the brackets that an address of IPv6 needs before a port.
    public String withPort(int port) {
        return isV4() ? this + ":" + port : "[" + this + "]:" + port;
    }

    /// As people write it; IPv6 as RFC 5952 wants it.
    @Override
    public String toString() {
        if (isV4()) {
            return (low >> 24 & 0xff) + "." + (low >> 16 & 0xff) + "." + (low >> 8 & 0xff) + "." + (low & 0xff);
        }
        int start = 0;
        int longest = 1;
        for (int i = 0; i < 8; i++) {
            int run = zeros(i);
            if (run > longest) {
                longest = run;
                start = i;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (longest > 1 && i == start) {
                text.append("::");
                i += longest - 1;
            } else {
                if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
                    text.append(':');
                }
                text.append(Integer.toHexString(group(i)));
            }
        }
        return text.toString();
    }

    private int zeros(int start) {
        int end = start;
        while (end < 8 && group(end) == 0) {
            end++;
        }
        return end - start;
    }

    private int group(int index) {
        long half = index < 4 ? high : low;
        return (int) (half >>> 48 - (index & 3) * 16) & 0xffff;
    }
}
