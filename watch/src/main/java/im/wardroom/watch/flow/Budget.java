// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.flow;

/// How many octets of all streams together may be kept. Belongs to one thread.
public final class Budget {

    private final long most;
    private long used;

    public Budget(long most) {
        this.most = most;
    }

    boolean take(int octets) {
        if (used + octets > most) {
            return false;
        }
        used += octets;
        return true;
    }

    void giveBack(int octets) {
        used -= octets;
    }

    public long used() {
        return used;
    }
}
