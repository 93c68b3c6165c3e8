// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store;

import im.wardroom.xmpp.address.BareJid;
import java.time.Instant;
import java.util.List;

/// The append-only message log of each account. Every method may block.
public interface MessageLog {

    record Entry(long seq, Instant at, byte[] stanza) {}

    /// Entries with a number above `after`, in order.
    List<Entry> read(BareJid owner, long after, int limit);
}
