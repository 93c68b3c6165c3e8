// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.push;

import im.wardroom.xmpp.address.BareJid;
import java.util.HashMap;
import java.util.Map;

/// Lets one notification of a registration go at a time, and counts what comes until the pause after it is over. Knows
/// only registrations that are in their pause. Thread-safe.
final class Pacing {

    /// Registrations that may be in their pause; past it, notifications are dropped until some are through.
    private static final int MAX = 100_000;

    private final Map<Key, Integer> counted = new HashMap<>();

    record Key(BareJid owner, String registration) {}

    /// One more message: true if the device is to be told of it now, and its pause begins.
    synchronized boolean arrives(Key key) {
        Integer before = counted.computeIfPresent(key, (k, count) -> count + 1);
        if (before != null || counted.size() >= MAX) {
            return false;
        }
        counted.put(key, 0);
        return true;
    }

    /// The pause is over.
    ///
    /// @return what came in it; if there was anything, the next pause begins
    synchronized int ends(Key key) {
        Integer count = counted.remove(key);
        if (count == null || count == 0) {
            return 0;
        }
        counted.put(key, 0);
        return count;
    }

    synchronized int size() {
        return counted.size();
    }
}
