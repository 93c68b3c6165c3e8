// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.session;

import java.util.ArrayDeque;
import java.util.Deque;

/// What a client sent and what is not done yet, in order: whatever comes after a stanza waits for it. Belongs to the
/// session.
final class InFlight {

    private final Deque<Entry> entries = new ArrayDeque<>(4);

    /// A stanza until it is done, or something that waits for the stanzas before it.
    static final class Entry {
        private final Runnable reached;
        private boolean done;

        private Entry(Runnable reached) {
            this.reached = reached;
        }
    }

    /// @param reached runs once the stanza and all before it are done
    Entry stanza(Runnable reached) {
        Entry entry = new Entry(reached);
        entries.add(entry);
        return entry;
    }

    /// Runs the action once all that is here is done: at once, if there is nothing.
    void then(Runnable action) {
        done(stanza(action));
    }

    void done(Entry entry) {
        entry.done = true;
        Entry first = entries.peek();
        while (first != null && first.done) {
            entries.remove();
            first.reached.run();
            first = entries.peek();
        }
    }

    int size() {
        return entries.size();
    }
}
