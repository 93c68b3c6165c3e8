// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.simulation;

import im.wardroom.xmpp.address.BareJid;
import java.util.LinkedHashSet;
import java.util.Set;

/// A message that a device sent, and what is known of it from outside. Belongs to the ledger.
final class Sent {

    final int number;
    final Device sender;
    final BareJid recipient;

    /// How often it was sent to the server anew, not counting what a resumed stream repeats.
    int transmissions;

    /// The step at which it was on disk for certain, or 0.
    long durable;

    boolean acknowledged;

    /// The server said that it is handled when it was not on disk.
    boolean early;

    /// The server wrote an error for it to a connection of the sender.
    boolean reported;

    boolean refused;
    boolean shown;

    /// The connection of a device without stream management took it.
    boolean taken;

    /// What the recipient's devices know it by.
    final Set<String> stanzaIds = new LinkedHashSet<>(2);

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
