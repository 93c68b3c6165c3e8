// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A client's side of XEP-0198 for one stream: what it counted, and what it sent without an answer yet. Outlives the
/// connection.
final class Counting {

    /// A stanza that the client sent; a message that counts, or anything else.
    record Outgoing(String text, @Nullable Sent message) {}

    /// What to resume by, or null if the server did not offer it.
    final @Nullable String id;

    private final Deque<Outgoing> unanswered = new ArrayDeque<>();
    private long handled;
    private long received;

    Counting(@Nullable String id) {
        this.id = id;
    }

    void sent(Outgoing outgoing) {
        unanswered.add(outgoing);
    }

    void received() {
        received++;
    }

    long count() {
        return received;
    }

    /// Another connection goes on from there.
    void goOnFrom(long count) {
        received = count;
    }

    /// Takes off what the server handled; empty-handed if it claims more than it was sent.
    @Nullable
    List<Outgoing> handled(long h) {
        long count = h - handled;
        if (count < 0 || count > unanswered.size()) {
            return null;
        }
        handled = h;
        List<Outgoing> done = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            done.add(unanswered.remove());
        }
        return done;
    }

    List<Outgoing> unanswered() {
        return List.copyOf(unanswered);
    }
}
