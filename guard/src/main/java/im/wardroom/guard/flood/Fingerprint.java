// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.flood;

import im.wardroom.guard.address.Network;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.address.Localpart;
import im.wardroom.xmpp.address.Resource;

/// A number of 64 bits that stands for an address, so that what is remembered of many is small. Nobody outside knows
/// the
/// salt, so nobody finds two addresses with the same one.
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

    static long of(Network network, long salt) {
        long hash = salt + network.bits();
        for (byte each : network.first().getAddress()) {
            hash = Long.rotateLeft((hash ^ each) * PRIME_ONE, 29) + PRIME_TWO;
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
