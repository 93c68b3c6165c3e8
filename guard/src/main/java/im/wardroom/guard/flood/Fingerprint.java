// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.flood;

import im.wardroom.guard.address.Network;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.address.Localpart;
import im.wardroom.xmpp.address.Resource;
import java.net.Inet4Address;
import java.net.InetAddress;

/// A number of 64 bits that stands for an address, so that what is remembered of many is small. Nobody outside knows
/// the salt, so nobody finds two addresses with the same one.
final class Fingerprint {

    private static final long PRIME_ONE = 0x9E3779B97F4A7C15L;
    private static final long PRIME_TWO = 0xC2B2AE3D27D4EB4FL;

    private Fingerprint() {}

    static long of(Jid jid, long salt) {
        Localpart local = jid.local();
        Resource resource = jid.resource();
        long hash = of(jid.domain().value(), salt);
        hash = local == null ? hash : of(local.value(), hash);
        return resource == null ? hash : of(resource.value(), ~hash);
    }

    /// The same for all addresses that one party probably has to itself ([Network#site]).
    static long ofSite(InetAddress address, long salt) {
        // In Java, that of an IPv4 address is the address.
        if (address instanceof Inet4Address) {
            return finished((salt ^ address.hashCode()) * PRIME_ONE);
        }
        long hash = salt;
        byte[] bytes = address.getAddress();
        for (int i = 0; i < Network.SITE_BITS / 8; i++) {
            hash = Long.rotateLeft((hash ^ bytes[i]) * PRIME_ONE, 29) + PRIME_TWO;
        }
        return finished(hash);
    }

    private static long of(String text, long salt) {
        long hash = salt ^ text.length() * PRIME_ONE;
        for (int i = 0; i < text.length(); i++) {
            hash = Long.rotateLeft((hash ^ text.charAt(i)) * PRIME_ONE, 29) + PRIME_TWO;
        }
        return finished(hash);
    }

    private static long finished(long hash) {
        long mixed = (hash ^ hash >>> 33) * PRIME_TWO;
        return mixed ^ mixed >>> 29;
    }
}
