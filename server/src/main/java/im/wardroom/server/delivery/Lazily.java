// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.delivery;

import im.wardroom.store.Change;
import im.wardroom.xmpp.address.BareJid;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Changes that wait to go along with others: the latest cursor and confirmation stand for those before. Losing them in
/// a crash costs a repetition, never the loss of what was promised. A message that the cursor passes in the meantime
/// need not be kept at all. Belongs to the account's loop.
final class Lazily {

    private final BareJid owner;
    private final Ticker ticker;
    private final Consumer<List<Change>> commit;
    private final Deque<Change.AppendMessage> messages = new ArrayDeque<>();
    private final Map<Object, Change> waiting = new LinkedHashMap<>();
    private Change.@Nullable MoveCursor cursor;
    private boolean pressing;
    private long passed;

    /// The highest number of a message that the store may hold; any, until one is kept.
    private long highest = Long.MAX_VALUE;

    private boolean timer;

    /// @param owner whose messages and cursor they are
    /// @param commit keeps what nothing else took along in time
    Lazily(BareJid owner, Ticker ticker, Consumer<List<Change>> commit) {
        this.owner = owner;
        this.ticker = ticker;
        this.commit = commit;
    }

    void add(Change change) {
        switch (change) {
            case Change.AppendMessage append -> messages.add(append);
            case Change.MoveCursor move -> move(move);
            case Change.Confirm confirm -> replace(confirm.stream(), confirm);
            default -> replace(change, change);
        }
        if (!timer && isPressing()) {
            timer = true;
            ticker.soon(() -> {
                timer = false;
                if (isPressing()) {
                    flush();
                }
            });
        }
    }

    /// True if something is to be kept a moment later even if nothing takes it along.
    private boolean isPressing() {
        return pressing || !waiting.isEmpty() || !messages.isEmpty();
    }

    /// A cursor that passes a message of the store goes a moment later: a crash would bring that message again.
    /// One that passes none waits until something else is kept.
    private void move(Change.MoveCursor move) {
        pressing |= passed < highest;
        passed = move.seq();
        cursor = move;
        drop(move.seq());
    }

    /// @param subject of which the latest change is all that matters
    private void replace(Object subject, Change change) {
        waiting.remove(subject);
        waiting.put(subject, change);
    }

    private void drop(long settled) {
        while (!messages.isEmpty() && messages.element().entry().seq() <= settled) {
            messages.remove();
        }
    }

    /// True if a message waits.
    boolean holdsMessages() {
        return !messages.isEmpty();
    }

    /// Notes what is kept, in the order of the numbers.
    void kept(Collection<? extends Change> changes) {
        for (Change change : changes) {
            if (change instanceof Change.AppendMessage append && append.owner().equals(owner)) {
                highest = append.entry().seq();
            }
        }
    }

    /// What a commit takes along.
    List<Change> take() {
        if (isEmpty()) {
            return List.of();
        }
        List<Change> taken = new ArrayList<>(messages);
        kept(messages);
        taken.addAll(waiting.values());
        if (cursor != null) {
            taken.add(cursor);
        }
        messages.clear();
        waiting.clear();
        cursor = null;
        pressing = false;
        return taken;
    }

    private boolean isEmpty() {
        return waiting.isEmpty() && messages.isEmpty() && cursor == null;
    }

    void flush() {
        if (!isEmpty()) {
            commit.accept(take());
        }
    }
}
