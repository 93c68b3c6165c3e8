// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// The counters and the unacknowledged stanzas of XEP-0198. Belongs to the session.
final class StreamManagement {

    static final String NS = "urn:xmpp:sm:3";

    private final Deque<Outbound> unacknowledged = new ArrayDeque<>();
    private long sent;
    private long handled;
    private long asked;

    /// Notes a stanza that goes to the client.
    void sent(Outbound outbound) {
        unacknowledged.add(outbound);
        sent++;
    }

    /// Notes that one more of the client's stanzas is done, in order.
    void handled() {
        handled++;
    }

    /// The value of `h` (XEP-0198 §4): 32 bits, wrapping.
    String h() {
        return Long.toString(handled & 0xFFFF_FFFFL);
    }

    /// True if the client shall be asked now, and notes that it was: one question at a time.
    boolean shouldAsk() {
        if (unacknowledged.isEmpty() || asked != 0) {
            return false;
        }
        asked = sent;
        return true;
    }

    void askAgain() {
        asked = 0;
    }

    int unacknowledged() {
        return unacknowledged.size();
    }

    /// Takes off what the client acknowledges.
    ///
    /// @param h the client's counter, 32 bits
    /// @return the acknowledged ones, or null if it claims more than it was sent
    @org.jspecify.annotations.Nullable
    List<Outbound> acknowledge(long h) {
        long confirmed = sent - unacknowledged.size();
        long count = (h - confirmed) & 0xFFFF_FFFFL;
        if (count > unacknowledged.size()) {
            return null;
        }
        asked = 0;
        List<Outbound> done = new ArrayList<>((int) count);
        for (long i = 0; i < count; i++) {
            done.add(unacknowledged.remove());
        }
        return done;
    }

    /// What the client has not acknowledged, in order.
    List<Outbound> remaining() {
        return List.copyOf(unacknowledged);
    }

    long sentCount() {
        return sent;
    }
}
