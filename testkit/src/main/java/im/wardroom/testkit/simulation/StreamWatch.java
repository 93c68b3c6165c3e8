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
/// written before and that the client did not count (XEP-0198 §5). After a restart those must come that are logged.
final class StreamWatch {

    /// A stanza as it was written.
    ///
    /// @param logged it is a message that is in a log
    private record Written(String key, String text, boolean logged) {}

    /// One stream that can be resumed.
    ///
    /// @param life the machine that wrote it last
    private record Stream(Machine life, List<Written> written) {}

    /// The stanzas of each stream that can be resumed, by the stream's id; shared by all connections.
    static final class Streams {
        private final Map<String, Stream> byId = new HashMap<>();
        private final Map<String, StreamWatch> resumedBy = new HashMap<>();
    }

    private final World world;
    private final Ledger ledger;
    private final Machine machine;
    private final Device device;
    private final String who;
    private final Deque<Written> expected = new ArrayDeque<>();
    private @Nullable List<Written> stream;
    private String id = "";
    private boolean restored;
    private long counted;

    StreamWatch(World world, Machine machine, Device device, String who) {
        this.world = world;
        this.ledger = world.ledger();
        this.machine = machine;
        this.device = device;
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
            world.streams().byId.put(attribute(text, "<enabled ", "id"), new Stream(machine, stream));
        }
    }

    private void resumed(String previous) {
        id = previous;
        world.streams().resumedBy.put(id, this);
        Stream known = world.streams().byId.get(id);
        if (known == null) {
            ledger.violated(who + " resumed a stream that never was");
            return;
        }
        restored = known.life() != machine;
        int from = (int) Math.min(counted, known.written().size());
        expected.clear();
        known.written().subList(from, known.written().size()).stream()
                .filter(written -> written.logged() || !restored)
                .forEach(expected::add);
        stream = known.written();
        if (restored) {
            // The numbers go on from what the client has.
            ledger.restored();
            stream = new ArrayList<>(known.written().subList(0, from));
            stream.addAll(expected);
            world.streams().byId.put(id, new Stream(machine, stream));
        }
    }

    private void stanza(String text) {
        if (stream == null) {
            return;
        }
        String key = key(text);
        skipWhatIsElsewhere(key);
        if (expected.isEmpty() || restored && text.startsWith("<presence")) {
            stream.add(new Written(key, text, key.startsWith("<stanza-id ")));
            return;
        }
        Written next = expected.remove();
        if (!next.key().equals(key)) {
            ledger.violated(who + " resumed and got " + key + " instead of " + next.key());
            expected.clear();
        }
    }

    /// Nothing is left of what another device has, unless it is archived; a refusal never is.
    private void skipWhatIsElsewhere(String key) {
        while (!expected.isEmpty() && !expected.element().key().equals(key) && mayBeMissing(expected.element())) {
            Written gone = expected.remove();
            if (stream != null) {
                stream.remove(gone);
            }
        }
    }

    private boolean mayBeMissing(Written written) {
        boolean kept = world.plan().archiving() && !written.text().startsWith("<message type='error'");
        return restored && !kept && ledger.isWithAnother(device, written.text());
    }

    /// When all is over: nothing may be missing on the connection that resumed the stream last.
    void finished() {
        if (world.streams().resumedBy.get(id) != this) {
            return;
        }
        expected.removeIf(this::mayBeMissing);
        if (!expected.isEmpty()) {
            ledger.violated(who + " resumed and never got "
                    + expected.stream().map(Written::key).toList());
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
