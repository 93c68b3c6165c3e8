// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.flood;

import im.wardroom.xmpp.address.BareJid;

/// Who knows whom. In memory, thread-safe.
public interface Acquaintance {

    enum Answer {
        YES,
        NO,
        /// It is being found out.
        NOT_YET_KNOWN
    }

    /// Whether the other one is in the owner's roster, or was written to by the owner.
    Answer knows(BareJid owner, BareJid other);

    /// The owner turned to the other one.
    void learned(BareJid owner, BareJid other);

    /// How many the owner knows, as far as that is known.
    int count(BareJid owner);
}
