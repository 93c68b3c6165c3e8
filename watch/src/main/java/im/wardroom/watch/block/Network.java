// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.block;

import im.wardroom.watch.packet.Address;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Comparator;

/// A network of IPv6, or of IPv4 within `::ffff:0:0/96`. A wider one is sorted before what is in it.
///
/// @param first its first address
/// @param bits how many bits are the same in all its addresses
public record Network(Address first, int bits) implements Comparable<Network> {

    static final Network ALL_IPV6 = new Network(new Address(0, 0), 0);
    static final Network ALL_IPV4 = new Network(Address.ofV4(0), 96);

    /// No service is as large as that.
    private static final int WIDEST_IPV4 = 8;
    private static final int WIDEST_IPV6 = 16;

    private static final Comparator<Address> BY_VALUE = Comparator.comparing(Address::high, Long::compareUnsigned)
            .thenComparing(Address::low, Long::compareUnsigned);
    private static final Comparator<Network> ORDER =
            Comparator.comparing(Network::first, BY_VALUE).thenComparing(Network::bits);

    public Network {
        if (bits < 0 || bits > 128 || !first.equals(masked(first, bits))) {
            throw new IllegalArgumentException("not the first address of a network: " + first + " with " + bits);
        }
    }

    /// @param text as the directory has it: `192.0.2.0/24`
    public static Network parse(String text) {
        int slash = text.indexOf('/');
        InetAddress address = InetAddress.ofLiteral(text.substring(0, slash));
        int bits = Integer.parseInt(text.substring(slash + 1));
        return new Network(Address.of(address), address instanceof Inet4Address ? bits + 96 : bits);
    }

    public static Network of(Address address) {
        return new Network(address, 128);
    }

    private static Address masked(Address address, int bits) {
        return new Address(address.high() & mask(bits), address.low() & mask(bits - 64));
    }

    private static long mask(int bits) {
        return bits <= 0 ? 0 : bits >= 64 ? -1 : -1L << 64 - bits;
    }

    boolean isV4() {
        return first.isV4() && bits >= 96;
    }

    /// The length of the prefix, as people write it.
    int prefix() {
        return isV4() ? bits - 96 : bits;
    }

    boolean isTooWide() {
        return prefix() < (isV4() ? WIDEST_IPV4 : WIDEST_IPV6) || holds(ALL_IPV4);
    }

    boolean holds(Network other) {
        return other.bits >= bits && masked(other.first, bits).equals(first);
    }

    /// The network with so many bits that holds this one.
    public Network within(int wider) {
        return new Network(masked(first, wider), wider);
    }

    Network lowerHalf() {
        return new Network(first, bits + 1);
    }

    Network upperHalf() {
        long high = bits < 64 ? first.high() | 1L << 63 - bits : first.high();
        long low = bits >= 64 ? first.low() | 1L << 127 - bits : first.low();
        return new Network(new Address(high, low), bits + 1);
    }

    @Override
    public int compareTo(Network other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return first + "/" + prefix();
    }
}
