// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// What a client sent and what is not done yet, in order: an answer to "how far are you?" waits for the stanzas before
/// the question. Belongs to the session.
final class InFlight {

    private final Deque<Entry> entries = new ArrayDeque<>(4);

    /// A stanza until it is done, or a question.
    static final class Entry {
        private final boolean question;
        private boolean done;

        private Entry(boolean question) {
            this.question = question;
        }

        boolean isQuestion() {
            return question;
        }
    }

    Entry stanza() {
        return add(new Entry(false));
    }

    Entry question() {
        return add(new Entry(true));
    }

    private Entry add(Entry entry) {
        entries.add(entry);
        return entry;
    }

    /// Those that are done now and wait for nothing before them, in order.
    List<Entry> done(Entry entry) {
        entry.done = true;
        List<Entry> finished = new ArrayList<>();
        while (!entries.isEmpty() && entries.peek().done) {
            finished.add(entries.remove());
        }
        return finished;
    }

    int size() {
        return entries.size();
    }
}
