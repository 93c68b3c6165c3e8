// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.load;

import java.util.Arrays;

/// Finds where stanzas end in the bytes of a stream, and nothing more: what a generator can afford that must be cheaper
/// than the server. Knows tags, quotes and depth; no entities, no namespaces; a server sends no comments.
public final class StanzaScanner {

    /// Told of whole first-level elements, which it must not keep.
    public interface Listener {
        /// The opening tag of the stream.
        void header(byte[] bytes, int from, int to);

        void stanza(byte[] bytes, int from, int to);

        /// The closing tag of the stream.
        void end();
    }

    private enum State {
        TEXT,
        TAG,
        QUOTED
    }

    private static final int MAX_CARRIED = 1 << 20;

    private final Listener listener;
    private State state = State.TEXT;
    private byte quote;
    private int depth;
    private byte first;
    private byte last;
    private byte[] carried = new byte[0];
    private int carriedLength;

    public StanzaScanner(Listener listener) {
        this.listener = listener;
    }

    /// The stream begins anew, after sign-in. May be called from the listener: the rest of the same bytes counts.
    public void restart() {
        depth = 0;
    }

    /// For streams that have no opening tag.
    public void assumeOpen() {
        depth = 1;
    }

    public void feed(byte[] bytes, int from, int to) {
        if (carriedLength == 0) {
            scan(bytes, from, from, to);
            return;
        }
        int length = to - from;
        int scanned = carriedLength;
        carried = Arrays.copyOf(carried, Math.max(carried.length, scanned + length));
        System.arraycopy(bytes, from, carried, scanned, length);
        byte[] all = carried;
        carried = new byte[0];
        carriedLength = 0;
        scan(all, 0, scanned, scanned + length);
    }

    /// @param begin of the element under way
    /// @param from what was not looked at yet
    private void scan(byte[] bytes, int begin, int from, int to) {
        int start = begin;
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            switch (state) {
                case TEXT -> {
                    if (b == '<') {
                        state = State.TAG;
                        first = 0;
                        last = 0;
                        if (depth <= 1) {
                            start = i;
                        }
                    }
                }
                case TAG -> {
                    if (b == '>') {
                        state = State.TEXT;
                        start = closed(bytes, start, i + 1);
                    } else if (b == '\'' || b == '"') {
                        quote = b;
                        state = State.QUOTED;
                    } else if (first == 0) {
                        first = b;
                    } else {
                        last = b;
                    }
                }
                case QUOTED -> {
                    if (b == quote) {
                        state = State.TAG;
                        last = 0;
                    }
                }
            }
        }
        if (state != State.TEXT || depth > 1) {
            carry(bytes, start, to);
        }
    }

    /// A tag came to its end. Returns where the next element may begin.
    private int closed(byte[] bytes, int start, int end) {
        if (first == '?') {
            return end;
        }
        if (first == '/') {
            depth--;
            if (depth == 0) {
                listener.end();
            }
        } else if (last != '/') {
            depth++;
            if (depth == 1) {
                listener.header(bytes, start, end);
            }
            return depth == 1 ? end : start;
        }
        if (depth == 1) {
            listener.stanza(bytes, start, end);
            return end;
        }
        return start;
    }

    private void carry(byte[] bytes, int start, int to) {
        int length = to - start;
        if (length > MAX_CARRIED) {
            throw new IllegalStateException("a stanza of more than a mebibyte");
        }
        carried = Arrays.copyOfRange(bytes, start, to);
        carriedLength = length;
    }
}
