// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.simulation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Watches what the server writes on one connection: a resumed stream must go on with exactly those stanzas that were
/// written before and that the client did not count (XEP-0198 §5).
final class StreamWatch {

    /// The stanzas of each stream that can be resumed, by the stream's id; shared by all connections.
    static final class Streams {
        private final Map<String, List<String>> written = new HashMap<>();
    }

    private final Streams streams;
    private final Ledger ledger;
    private final String who;
    private final Deque<String> expected = new ArrayDeque<>();
    private @Nullable List<String> stream;
    private long counted;

    StreamWatch(Streams streams, Ledger ledger, String who) {
        this.streams = streams;
        this.ledger = ledger;
        this.who = who;
    }

    /// The client asks to resume, and says how many stanzas it has.
    void asked(long h) {
        counted = h;
    }

    void written(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (text.startsWith("<message") || text.startsWith("<presence") || text.startsWith("<iq")) {
            stanza(text);
        } else if (text.contains("<resumed ")) {
            resumed(attribute(text, "<resumed ", "previd"));
        } else if (text.contains("<enabled ") && text.contains(" resume=")) {
            stream = new ArrayList<>();
            streams.written.put(attribute(text, "<enabled ", "id"), stream);
        }
    }

    private void resumed(String id) {
        stream = streams.written.get(id);
        if (stream == null) {
            ledger.violated(who + " resumed a stream that never was");
            return;
        }
        expected.clear();
        if (counted <= stream.size()) {
            expected.addAll(stream.subList((int) counted, stream.size()));
        }
    }

    private void stanza(String text) {
        if (text.startsWith("<message type='error'")) {
            ledger.reported(text);
        }
        if (stream == null) {
            return;
        }
        String key = key(text);
        if (expected.isEmpty()) {
            stream.add(key);
            return;
        }
        String next = expected.remove();
        if (!next.equals(key)) {
            ledger.violated(who + " resumed and got " + key + " instead of " + next);
            expected.clear();
        }
    }

    /// When all is over: nothing may be missing.
    void finished() {
        if (!expected.isEmpty()) {
            ledger.violated(who + " resumed and never got " + expected);
        }
    }

    /// What a stanza is known by: its stanza-id, or its start tag.
    private static String key(String text) {
        int id = text.indexOf("<stanza-id ");
        return id < 0 ? text.substring(0, text.indexOf('>')) : text.substring(id, text.indexOf('>', id));
    }

    private static String attribute(String text, String tag, String name) {
        int from = text.indexOf(' ' + name + "='", text.indexOf(tag)) + name.length() + 3;
        return text.substring(from, text.indexOf('\'', from));
    }
}
