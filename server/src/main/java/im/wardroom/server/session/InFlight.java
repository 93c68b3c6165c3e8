// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/// What a client sent and what is not done yet, in order: whatever comes after a stanza waits for it. While there is
/// too much of it, nothing more is read. What is done with a stanza is not its business. Belongs to the session.
final class InFlight {

    private final Deque<Entry> entries = new ArrayDeque<>(4);
    private final int most;
    private final Consumer<Boolean> reading;
    private boolean paused;

    /// A stanza until it is done, or something that waits for the stanzas before it.
    static final class Entry {
        private final Runnable reached;
        private boolean done;

        private Entry(Runnable reached) {
            this.reached = reached;
        }
    }

    /// @param most stanzas that may be under way
    /// @param reading starts and stops the reading from the client
    InFlight(int most, Consumer<Boolean> reading) {
        this.most = most;
        this.reading = reading;
    }

    /// @param reached runs once the stanza and all before it are done
    Entry stanza(Runnable reached) {
        Entry entry = add(reached);
        if (!paused && entries.size() >= most) {
            paused = true;
            reading.accept(false);
        }
        return entry;
    }

    private Entry add(Runnable reached) {
        Entry entry = new Entry(reached);
        entries.add(entry);
        return entry;
    }

    /// Runs the action once all that is here is done: at once, if there is nothing.
    void then(Runnable action) {
        advance(add(action));
    }

    void done(Entry entry) {
        advance(entry);
        if (paused && entries.size() <= most / 2) {
            paused = false;
            reading.accept(true);
        }
    }

    private void advance(Entry entry) {
        entry.done = true;
        Entry first = entries.peek();
        while (first != null && first.done) {
            entries.remove();
            first.reached.run();
            first = entries.peek();
        }
    }

    /// The client comes over another connection now, which is read from.
    void moved() {
        paused = false;
    }
}
