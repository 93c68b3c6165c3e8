// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.flood;

import im.wardroom.xmpp.address.BareJid;

/// The last few of whom something was seen, each once. Guarded by itself.
final class Ring {

    private final int[] who;
    private int next;
    private int count;

    Ring(int size) {
        who = new int[size];
    }

    /// True if it was not here.
    synchronized boolean add(BareJid one) {
        int hash = one.hashCode();
        for (int i = 0; i < count; i++) {
            if (who[i] == hash) {
                return false;
            }
        }
        who[next] = hash;
        next = (next + 1) % who.length;
        count = Math.min(count + 1, who.length);
        return true;
    }

    synchronized int count() {
        return count;
    }
}
