// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.address;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/// A range of IP addresses, written as in `192.168.0.0/16`. An IPv4 address within IPv6 (`::ffff:10.0.0.1`) is that
/// IPv4 address.
///
/// @param first of its addresses
/// @param bits that all of them have in common
public record Network(InetAddress first, int bits) {

    private static final int IPV4_BITS = 32;

    /// What one customer of a provider gets of IPv6.
    public static final int SITE_BITS = 64;

    private static final int PROVIDER_BITS_4 = 16;
    private static final int PROVIDER_BITS_6 = 32;

    public Network {
        byte[] bytes = first.getAddress();
        if (bits < 0 || bits > bytes.length * 8) {
            throw new IllegalArgumentException("an address has no " + bits + " bits");
        }
        first = of(masked(bytes, bits));
    }

    /// @throws IllegalArgumentException if the text is no range
    public static Network parse(String text) {
        int slash = text.indexOf('/');
        InetAddress address = literal(slash < 0 ? text : text.substring(0, slash))
                .orElseThrow(() -> new IllegalArgumentException("no range of addresses: " + text));
        try {
            return new Network(
                    address, slash < 0 ? address.getAddress().length * 8 : Integer.parseInt(text.substring(slash + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("no range of addresses: " + text, e);
        }
    }

    /// What one party probably has to itself: an IPv4 address, or 64 bits of IPv6.
    public static Network site(InetAddress address) {
        return new Network(address, address instanceof Inet6Address ? SITE_BITS : IPV4_BITS);
    }

    /// What is one provider's or one organisation's, roughly: within it, addresses change from day to day.
    public static Network provider(InetAddress address) {
        return new Network(address, address instanceof Inet6Address ? PROVIDER_BITS_6 : PROVIDER_BITS_4);
    }

    /// An address as people write it, without a question to the DNS: IPv4 in four parts, IPv6 with or without brackets
    /// and zone.
    public static Optional<InetAddress> literal(String text) {
        String plain = text.strip();
        if (plain.startsWith("[") && plain.endsWith("]")) {
            plain = plain.substring(1, plain.length() - 1);
        }
        int zone = plain.indexOf('%');
        if (zone >= 0) {
            plain = plain.substring(0, zone);
        }
        boolean looksRight =
                plain.indexOf(':') >= 0 || plain.chars().filter(c -> c == '.').count() == 3;
        if (!looksRight || plain.length() > 45 || !plain.chars().allMatch(Network::isOfAnAddress)) {
            return Optional.empty();
        }
        try {
            return Optional.of(plainest(InetAddress.ofLiteral(plain)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isOfAnAddress(int c) {
        return c == '.' || c == ':' || Character.digit(c, 16) >= 0;
    }

    /// IPv4 where it is only dressed as IPv6 (mapped, compatible, or translated by NAT64), and without a zone.
    static InetAddress plainest(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == 4 || !(isCompatible(bytes) || isTranslated(bytes))) {
            return of(bytes);
        }
        return of(Arrays.copyOfRange(bytes, 12, 16));
    }

    private static boolean isCompatible(byte[] bytes) {
        for (int i = 0; i < 12; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        // ::1 and :: are what they are.
        return bytes[12] != 0;
    }

    /// 64:ff9b::/96, RFC 6052 §2.1.
    private static boolean isTranslated(byte[] bytes) {
        if (bytes[0] != 0 || bytes[1] != 0x64 || bytes[2] != (byte) 0xff || bytes[3] != (byte) 0x9b) {
            return false;
        }
        for (int i = 4; i < 12; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static InetAddress of(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] masked(byte[] bytes, int bits) {
        byte[] masked = bytes.clone();
        for (int i = 0; i < masked.length; i++) {
            int kept = Math.clamp(bits - i * 8, 0, 8);
            masked[i] &= (byte) (0xff << (8 - kept));
        }
        return masked;
    }

    public boolean contains(InetAddress address) {
        byte[] mine = first.getAddress();
        byte[] other = plainest(address).getAddress();
        return mine.length == other.length && Arrays.equals(mine, masked(other, bits));
    }

    @Override
    public String toString() {
        return first.getHostAddress() + '/' + bits;
    }
}
