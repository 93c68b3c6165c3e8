// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.worm;

import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.address.Localpart;
import im.wardroom.xmpp.address.Resource;

/// Addresses as numbers that stay the same from one start to the next.
final class Hashes {

    private static final long BASE = 0xCBF29CE484222325L;
    private static final long PRIME = 0x100000001B3L;

    private Hashes() {}

    static long of(Jid jid) {
        Localpart local = jid.local();
        Resource resource = jid.resource();
        long hash = add(BASE, local == null ? "" : local.value());
        hash = add(add(hash, "@"), jid.domain().value());
        return mix(resource == null ? hash : add(add(hash, "/"), resource.value()));
    }

    static long of(String text) {
        return mix(add(BASE, text));
    }

    private static long add(long hash, String text) {
        long sum = hash;
        for (int i = 0; i < text.length(); i++) {
            sum = (sum ^ text.charAt(i)) * PRIME;
        }
        return sum;
    }

    private static long mix(long hash) {
        long z = (hash ^ hash >>> 32) * 0x9E3779B97F4A7C15L;
        return z ^ z >>> 29;
    }
}
