// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.simulation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What happened: a hash over all of it, and the last events to be read. Two runs of one seed have the same hash.
final class Trace {

    private static final int KEPT = 4_000;

    private record Event(long nanos, String who, Object[] what) {
        @Override
        public String toString() {
            StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%12.6f s  %-14s", nanos / 1e9, who));
            for (Object part : what) {
                line.append(' ').append(part instanceof byte[] text ? new String(text, StandardCharsets.UTF_8) : part);
            }
            return line.toString();
        }
    }

    private final Event[] events = new Event[KEPT];
    private int count;
    private long hash = 17;
    private long now;

    void step(String who, long nanos) {
        now = nanos;
        mix(nanos);
        mix(who.hashCode());
    }

    /// Something worth reading. Bytes are UTF-8.
    void note(String who, Object... what) {
        for (int i = 0; i < what.length; i++) {
            if (!(what[i] instanceof byte[])) {
                // Not every object has a hash of its contents; a text has.
                what[i] = String.valueOf(what[i]);
            }
        }
        mix(Arrays.deepHashCode(what));
        events[count++ % KEPT] = new Event(now, who, what);
    }

    private void mix(long value) {
        hash = (hash ^ value) * 0x9E3779B97F4A7C15L;
        hash ^= hash >>> 29;
    }

    long hash() {
        return hash;
    }

    /// The last lines, oldest first.
    List<String> last(int lines) {
        List<String> read = new ArrayList<>();
        int from = Math.max(count - Math.min(lines, KEPT), 0);
        for (int i = from; i < count; i++) {
            read.add(events[i % KEPT].toString());
        }
        return read;
    }
}
