// SPDX-License-Identifier: Apache-2.0
package im.wardroom.wire.relay;

import java.util.ArrayList;
import java.util.List;

/// Two connections that are to be joined: expected, half there, or joined. Belongs to the relay's lock.
final class Meeting {

    final String hash;
    final Account account;
    final long expires;
    final List<Side> sides = new ArrayList<>(2);
    boolean joined;

    /// @param expires when nobody may come for it any more, in nanoseconds
    Meeting(String hash, Account account, long expires) {
        this.hash = hash;
        this.account = account;
        this.expires = expires;
    }
}
