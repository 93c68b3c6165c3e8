// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.simulation;

import im.wardroom.xmpp.address.BareJid;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/// A message that a device sent, and what is known of it from outside. Belongs to the ledger.
final class Sent {

    final int number;
    final Device sender;
    final BareJid recipient;

    /// How often it was sent to the server anew, not counting what a resumed stream repeats.
    int transmissions;

    /// The step at which it was on disk for certain, or 0.
    long durable;

    /// Where it stood in the recipient's log then.
    long place;

    boolean acknowledged;

    /// The server said that it is handled when it was not on disk.
    boolean early;

    /// The server has an error for it, for whoever of the sender's devices is there.
    boolean reported;

    boolean refused;
    boolean shown;

    /// The connection of a device without stream management took it.
    boolean taken;

    /// Where it stands in the recipient's log, as its devices know.
    final Set<Long> places = new TreeSet<>();

    /// Where it stands in the sender's log, as the sender's other devices know.
    final Set<Long> ownPlaces = new TreeSet<>();

    /// Who showed it, of the recipient's devices.
    final Set<Device> shownBy = new HashSet<>(4);

    Sent(int number, Device sender, BareJid recipient) {
        this.number = number;
        this.sender = sender;
        this.recipient = recipient;
    }

    String id() {
        return "m" + number;
    }

    boolean isDelivered() {
        return shown || taken;
    }

    @Override
    public String toString() {
        return id() + " from " + sender + " to " + recipient;
    }
}
