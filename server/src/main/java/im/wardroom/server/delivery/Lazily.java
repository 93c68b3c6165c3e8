// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.delivery;

import im.wardroom.server.stream.Loop;
import im.wardroom.store.Change;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Changes that wait to go along with others: the latest cursor and confirmation stand for those before. Losing them in
/// a crash costs a repetition, never the loss of what was promised. A message that the cursor passes in the meantime
/// need not be kept at all. Belongs to the account's loop.
final class Lazily {

    private static final Duration AT_LATEST = Duration.ofMillis(500);

    /// What a later change makes superfluous.
    private record Kind(Class<?> change, Object subject) {}

    private final Loop loop;
    private final Consumer<List<Change>> commit;
    private final Deque<Change.AppendMessage> messages = new ArrayDeque<>();
    private final Map<Kind, Change> waiting = new LinkedHashMap<>();
    private boolean timer;

    /// @param commit keeps what nothing else took along in time
    Lazily(Loop loop, Consumer<List<Change>> commit) {
        this.loop = loop;
        this.commit = commit;
    }

    void add(Change change) {
        if (change instanceof Change.AppendMessage append) {
            messages.add(append);
        } else {
            replace(change);
        }
        if (!timer) {
            timer = true;
            loop.schedule(AT_LATEST, () -> {
                timer = false;
                flush();
            });
        }
    }

    private void replace(Change change) {
        Kind kind = switch (change) {
            case Change.MoveCursor move -> {
                drop(move.seq());
                yield new Kind(Change.MoveCursor.class, move.owner());
            }
            case Change.Confirm confirm -> new Kind(Change.Confirm.class, confirm.stream());
            default -> new Kind(Change.class, change);
        };
        waiting.remove(kind);
        waiting.put(kind, change);
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

    /// What a commit takes along.
    List<Change> take() {
        if (waiting.isEmpty() && messages.isEmpty()) {
            return List.of();
        }
        List<Change> taken = new ArrayList<>(messages);
        taken.addAll(waiting.values());
        messages.clear();
        waiting.clear();
        return taken;
    }

    void flush() {
        if (!waiting.isEmpty() || !messages.isEmpty()) {
            commit.accept(take());
        }
    }
}
