// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.rooms;

import im.wardroom.store.MessageLog;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.time.Timestamps;
import im.wardroom.xmpp.xml.Element;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The last messages of a room, for those who enter and do not ask its archive (XEP-0045 §7.2.13). Belongs to the
/// room.
final class History {

    static final int MAX = 25;

    /// Of all messages together.
    private static final int MAX_BYTES = 128 * 1024;

    /// @param message with the room's sender, without a receiver
    record Past(long number, Instant at, Element message, int size) {}

    private final Deque<Past> past = new ArrayDeque<>();
    private int bytes;

    void load(List<MessageLog.Entry> entries) {
        for (MessageLog.Entry entry : entries) {
            Element message = Element.read(entry.stanza(), Namespaces.CLIENT);
            if (((Message) Stanza.parse(message)).hasBody()) {
                add(entry.seq(), entry.at(), message, entry.stanza().length);
            }
        }
    }

    void add(long number, Instant at, Element message, int size) {
        past.add(new Past(number, at, message, size));
        bytes += size;
        while (past.size() > MAX || bytes > MAX_BYTES) {
            bytes -= past.remove().size();
        }
    }

    /// A message was retracted or moderated.
    void replace(long number, UnaryOperator<Element> remains) {
        List<Past> all = new ArrayList<>(past);
        past.clear();
        for (Past one : all) {
            past.add(
                    one.number() == number
                            ? new Past(number, one.at(), remains.apply(one.message()), one.size())
                            : one);
        }
    }

    void clear() {
        past.clear();
        bytes = 0;
    }

    /// What who enters wants of it (XEP-0045 §7.2.14).
    ///
    /// @param history null if nothing is said about it
    List<Past> wanted(@Nullable Element history, Instant now) {
        if (history == null) {
            return List.copyOf(past);
        }
        Instant since = since(history, now);
        int most = number(history.attribute("maxstanzas"));
        int characters = number(history.attribute("maxchars"));
        Deque<Past> wanted = new ArrayDeque<>();
        List<Past> latestFirst = new ArrayList<>(past).reversed();
        for (Past one : latestFirst) {
            characters -= one.size();
            if (wanted.size() >= most || characters < 0 || one.at().isBefore(since)) {
                break;
            }
            wanted.addFirst(one);
        }
        return List.copyOf(wanted);
    }

    private static Instant since(Element history, Instant now) {
        String since = history.attribute("since");
        String seconds = history.attribute("seconds");
        try {
            if (since != null) {
                return Timestamps.parse(since);
            }
            return seconds == null ? Instant.EPOCH : now.minus(Duration.ofSeconds(number(seconds)));
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }

    /// What is no number is no limit.
    private static int number(@Nullable String text) {
        return text == null || !text.matches("\\d{1,9}") ? Integer.MAX_VALUE : Integer.parseInt(text);
    }
}
