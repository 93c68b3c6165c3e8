// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import im.wardroom.store.Change;
import im.wardroom.store.MessageLog.Direction;
import im.wardroom.store.MessageLog.Entry;
import im.wardroom.store.StreamKey;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Jid;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Message traffic as bytes, and back: a version, then one change after the other. Numbers take as many bytes as they
/// need, texts and contents have their length before them. Collects one row at a time; belongs to one thread.
final class JournalCode {

    private static final byte VERSION = 1;

    private static final byte APPEND = 1;
    private static final byte MOVE_CURSOR = 2;
    private static final byte HANDLED = 3;
    private static final byte SENT = 4;
    private static final byte CONFIRM = 5;
    private static final byte STREAM_STATE = 6;

    private static final int IS_SENT = 1;
    private static final int IS_ARCHIVED = 2;
    private static final int HAS_ID = 4;

    /// What a number takes at most, seven bits to a byte.
    private static final int LONGEST_NUMBER = 10;

    private byte[] buffer = new byte[1 << 16];
    private int size;

    /// Begins a row.
    void begin() {
        size = 0;
        put(VERSION);
    }

    boolean isEmpty() {
        return size == 1;
    }

    int size() {
        return size;
    }

    byte[] row() {
        return Arrays.copyOf(buffer, size);
    }

    /// Adds a change to the row.
    ///
    /// @return false if it is of another kind, or holds what a database may refuse: then the row is of no use
    boolean add(Change change) {
        return switch (change) {
            case Change.AppendMessage append -> append(append);
            case Change.MoveCursor move -> {
                put(MOVE_CURSOR);
                put(move.owner().toString());
                yield put(move.seq());
            }
            case Change.Handled handled -> {
                put(HANDLED);
                yield put(handled.stream()) && put(handled.number());
            }
            case Change.Sent sent -> {
                put(SENT);
                yield put(sent.stream()) && put(sent.number()) && put(sent.seq());
            }
            case Change.Confirm confirm -> {
                put(CONFIRM);
                yield put(confirm.stream()) && put(confirm.handled()) && put(confirm.acknowledged());
            }
            case Change.PutStreamState state -> {
                put(STREAM_STATE);
                yield put(state.stream()) && put(state.state());
            }
            default -> false;
        };
    }

    private boolean append(Change.AppendMessage change) {
        Entry entry = change.entry();
        @Nullable String id = entry.id();
        if (id != null && !isPlain(id) || !hasMillis(entry.at())) {
            return false;
        }
        put(APPEND);
        put(change.owner().toString());
        put(entry.seq());
        put(entry.at().toEpochMilli());
        put((byte) ((entry.direction() == Direction.SENT ? IS_SENT : 0)
                | (entry.archived() ? IS_ARCHIVED : 0)
                | (id == null ? 0 : HAS_ID)));
        put(entry.peer().toString());
        if (id != null) {
            put(id);
        }
        return put(entry.stanza());
    }

    // PostgreSQL has no texts with a zero in them.
    private static boolean isPlain(String text) {
        return text.indexOf('\0') < 0;
    }

    private static boolean hasMillis(Instant time) {
        return Math.abs(time.getEpochSecond()) < Long.MAX_VALUE / 1000 - 1;
    }

    private void put(byte value) {
        reserve(1);
        buffer[size++] = value;
    }

    private boolean put(long number) {
        reserve(LONGEST_NUMBER);
        // The sign goes last, so that small negative numbers are short, too.
        long left = number << 1 ^ number >> Long.SIZE - 1;
        while ((left & ~0x7fL) != 0) {
            buffer[size++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        buffer[size++] = (byte) left;
        return true;
    }

    private boolean put(StreamKey key) {
        put(key.value());
        return isPlain(key.value());
    }

    private void put(String text) {
        put(text.getBytes(StandardCharsets.UTF_8));
    }

    private boolean put(byte[] bytes) {
        put((long) bytes.length);
        reserve(bytes.length);
        System.arraycopy(bytes, 0, buffer, size, bytes.length);
        size += bytes.length;
        return true;
    }

    private void reserve(int more) {
        if (buffer.length - size < more) {
            buffer = Arrays.copyOf(buffer, Math.max(Math.addExact(size, more), (int) Math.min(2L * size, 1 << 30)));
        }
    }

    /// What a row holds.
    ///
    /// @throws IllegalArgumentException if it cannot be read
    static List<Change> read(byte[] row) {
        return new Reader(row).changes();
    }

    /// Reads one row, and never beyond it.
    private static final class Reader {

        private final byte[] row;
        private int at;

        Reader(byte[] row) {
            this.row = row;
        }

        List<Change> changes() {
            if (next() != VERSION) {
                throw new IllegalArgumentException("it is of another version");
            }
            List<Change> changes = new ArrayList<>();
            while (at < row.length) {
                changes.add(change());
            }
            return changes;
        }

        private Change change() {
            byte kind = next();
            return switch (kind) {
                case APPEND -> append();
                case MOVE_CURSOR -> new Change.MoveCursor(jid(), number());
                case HANDLED -> new Change.Handled(stream(), number());
                case SENT -> new Change.Sent(stream(), number(), number());
                case CONFIRM -> new Change.Confirm(stream(), number(), number());
                case STREAM_STATE -> new Change.PutStreamState(stream(), bytes());
                default -> throw new IllegalArgumentException("it has a change of the unknown kind " + kind);
            };
        }

        private Change append() {
            BareJid owner = jid();
            long seq = number();
            Instant arrived = Instant.ofEpochMilli(number());
            byte flags = next();
            Jid peer = Jid.parse(text());
            @Nullable String id = (flags & HAS_ID) == 0 ? null : text();
            Direction direction = (flags & IS_SENT) == 0 ? Direction.RECEIVED : Direction.SENT;
            return new Change.AppendMessage(
                    owner, new Entry(seq, arrived, direction, (flags & IS_ARCHIVED) != 0, peer, id, bytes()));
        }

        private BareJid jid() {
            return BareJid.parse(text());
        }

        private StreamKey stream() {
            return new StreamKey(text());
        }

        private String text() {
            return new String(bytes(), StandardCharsets.UTF_8);
        }

        private byte[] bytes() {
            long length = number();
            if (length < 0 || length > row.length - at) {
                throw new IllegalArgumentException("it ends too early");
            }
            at += (int) length;
            return Arrays.copyOfRange(row, at - (int) length, at);
        }

        private long number() {
            long number = 0;
            for (int shift = 0; shift < Long.SIZE; shift += 7) {
                byte next = next();
                number |= (next & 0x7fL) << shift;
                if (next >= 0) {
                    return number >>> 1 ^ -(number & 1);
                }
            }
            throw new IllegalArgumentException("it has a number without an end");
        }

        private byte next() {
            if (at >= row.length) {
                throw new IllegalArgumentException("it ends too early");
            }
            return row[at++];
        }
    }
}
