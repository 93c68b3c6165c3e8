// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import im.wardroom.store.Change;
import im.wardroom.store.StoreException;
import im.wardroom.store.StreamKey;
import im.wardroom.store.sql.JournalRow.Item;
import im.wardroom.xmpp.address.BareJid;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What stands in front of the tables: message traffic is written as one row for a whole group, and comes into the
/// tables later, many rows together. Keeps in memory what is not there yet, the *tail*. Belongs to the writer's
/// thread; readers may ask for a trace.
final class Journal {

    /// How long a row waits, so that what makes it superfluous can come.
    private static final long AGE = Duration.ofSeconds(1).toNanos();

    /// As above, if most of it will stay: what waits for longer only fills the memory.
    private static final long LASTING_AGE = Duration.ofMillis(250).toNanos();

    static final long MOST_BYTES = 16L << 20;
    private static final int MOST_CHANGES = 100_000;
    static final int LONGEST_ROW = 4 << 20;

    /// Accounts and streams that are remembered.
    private static final int MOST_SUBJECTS = 50_000;

    /// Changes in a slice while there is little to do: few, so that nobody waits for it. With more it is half of what
    /// waits: if slices stayed small, those who wait for them would never send enough for a larger one.
    private static final int SMALL = 200;

    /// With more than this there is much to do: the more messages of an account come together, the fewer pages each of
    /// them costs.
    private static final int MUCH = 8_000;

    /// Changes and bytes in a slice then: a commit that is due waits for no longer than these take.
    private static final int LARGE = 20_000;

    private static final long LARGE_BYTES = MOST_BYTES / 4;

    private final JournalCode code = new JournalCode();
    private final Deque<JournalRow> tail = new ArrayDeque<>();
    private Known known = new Known();

    /// What readers look at. While the journal is read again it is that of before, which lacks nothing.
    private volatile Known shown = known;

    private long bytes;
    private int changes;
    private long last;
    private boolean lost = true;

    /// What is remembered of accounts and streams.
    private record Known(Map<BareJid, Ledger> accounts, Map<StreamKey, StreamNotes> streams) {
        Known() {
            this(new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
        }

        int size() {
            return accounts.size() + streams.size();
        }

        void mayHaveGaps() {
            accounts.values().forEach(ledger -> ledger.trace().mayHaveGaps());
            streams.values().forEach(notes -> notes.trace().mayHaveGaps());
        }
    }

    /// What is known may not be what the database holds: everything is read again before it is used.
    void lose() {
        lost = true;
    }

    boolean isLost() {
        return lost;
    }

    /// Reads the rows that are there.
    ///
    /// @throws StoreException if there is one that cannot be read
    void load(Sql sql) throws SQLException {
        known = new Known();
        tail.clear();
        bytes = 0;
        changes = 0;
        List<long[]> numbers = new ArrayList<>();
        List<byte[]> contents = sql.list("SELECT number, content FROM journal ORDER BY number", row -> {
            numbers.add(new long[] {row.number("number")});
            return row.bytes("content");
        });
        for (int i = 0; i < contents.size(); i++) {
            load(sql, numbers.get(i)[0], contents.get(i));
        }
        known.mayHaveGaps();
        shown = known;
        lost = false;
    }

    private void load(Sql sql, long number, byte[] content) throws SQLException {
        try {
            last = Math.max(last, number);
            append(sql, number, content.length, JournalCode.read(content));
        } catch (IllegalArgumentException | StoreException.Missing e) {
            throw new StoreException(
                    "Row " + number + " of the table journal cannot be read: " + e.getMessage()
                            + ". It holds messages that were acknowledged; nothing was changed.",
                    e);
        }
    }

    /// The group as one row; empty if it has anything but message traffic in it, or something that may be refused.
    ///
    /// @return of no length if the group changes nothing
    Optional<byte[]> encoded(Sql sql, List<Pending> group) throws SQLException {
        code.begin();
        for (Pending batch : group) {
            if (!batch.isBroken() && !add(sql, batch.changes())) {
                return Optional.empty();
            }
        }
        return Optional.of(code.isEmpty() ? new byte[0] : code.row());
    }

    private boolean add(Sql sql, List<Change> batch) throws SQLException {
        for (Change change : batch) {
            if (!isValid(sql, change) || !code.add(change) || code.size() > LONGEST_ROW) {
                return false;
            }
        }
        return true;
    }

    private boolean isValid(Sql sql, Change change) throws SQLException {
        return switch (change) {
            case Change.AppendMessage append -> {
                @Nullable Ledger ledger = ledger(sql, append.owner());
                yield ledger != null && ledger.admits(append.entry().seq());
            }
            case Change.MoveCursor move -> ledger(sql, move.owner()) != null;
            default -> true;
        };
    }

    private @Nullable Ledger ledger(Sql sql, BareJid owner) throws SQLException {
        @Nullable Ledger ledger = known.accounts().get(owner);
        if (ledger == null) {
            ledger = MessageTable.ledger(sql, owner).orElse(null);
            if (ledger != null) {
                known.accounts().put(owner, ledger);
            }
        }
        return ledger;
    }

    /// Writes a row, or only remembers it, to be applied in the same transaction.
    void write(Sql sql, byte[] row, List<Pending> group, boolean only) throws SQLException {
        long number = ++last;
        if (!only) {
            sql.update("INSERT INTO journal (number, content) VALUES (?, ?)", number, row);
        }
        List<Change> all = new ArrayList<>();
        for (Pending batch : group) {
            if (!batch.isBroken()) {
                all.addAll(batch.changes());
            }
        }
        append(sql, number, row.length, all);
    }

    private void append(Sql sql, long number, long length, List<Change> all) throws SQLException {
        List<Item> items = new ArrayList<>(all.size());
        for (Change change : all) {
            switch (change) {
                case Change.AppendMessage append -> {
                    Ledger ledger = spokenOf(sql, append.owner(), number);
                    Item item = new Item(append, ledger);
                    items.add(item);
                    ledger.append(item, append);
                }
                case Change.MoveCursor move -> {
                    Ledger ledger = spokenOf(sql, move.owner(), number);
                    items.add(new Item(move, ledger));
                    ledger.moveCursor(move.seq(), number);
                }
                case Change.Confirm confirm -> {
                    StreamNotes notes = notes(confirm.stream(), number);
                    items.add(new Item(confirm, notes));
                    notes.confirm(confirm, number);
                }
                case Change.Handled handled -> items.add(noted(handled, handled.stream(), number));
                case Change.Sent sent -> items.add(noted(sent, sent.stream(), number));
                case Change.PutStreamState state -> items.add(new Item(state, notes(state.stream(), number)));
                default -> throw new IllegalArgumentException("it has a change that is not journalled");
            }
        }
        tail.add(JournalRow.written(number, length, items));
        bytes += length;
        changes += items.size();
    }

    private Ledger spokenOf(Sql sql, BareJid owner, long row) throws SQLException {
        @Nullable Ledger ledger = ledger(sql, owner);
        if (ledger == null) {
            throw new StoreException.Missing("There is no account " + owner + ".");
        }
        ledger.trace().appeared(row);
        return ledger;
    }

    private StreamNotes notes(StreamKey stream, long row) {
        StreamNotes notes = known.streams().computeIfAbsent(stream, key -> new StreamNotes());
        notes.trace().appeared(row);
        return notes;
    }

    private Item noted(Change note, StreamKey stream, long row) {
        StreamNotes notes = notes(stream, row);
        Item item = new Item(note, notes);
        notes.note(item);
        return item;
    }

    boolean isEmpty() {
        return tail.isEmpty();
    }

    /// The number of the row that was written last.
    long last() {
        return last;
    }

    /// How long it is until the oldest row should be applied; not positive if it is time. Never if there is none.
    long dueIn() {
        @Nullable JournalRow oldest = tail.peek();
        if (oldest == null) {
            return Long.MAX_VALUE;
        }
        return isFilling() ? 0 : oldest.since() + (oldest.lasting() ? LASTING_AGE : AGE) - System.nanoTime();
    }

    private boolean isFilling() {
        return bytes > MOST_BYTES / 2 || changes > MOST_CHANGES / 2 || known.size() > MOST_SUBJECTS;
    }

    /// Nothing more may be written before something is applied.
    boolean isFull() {
        return bytes > MOST_BYTES || changes > MOST_CHANGES || known.size() > MOST_SUBJECTS;
    }

    /// All of the tail.
    List<JournalRow> all() {
        return List.copyOf(tail);
    }

    /// The oldest rows, as many as should be applied at once.
    List<JournalRow> slice() {
        if (known.size() > MOST_SUBJECTS) {
            return all();
        }
        int most = changes > MUCH ? LARGE : Math.max(SMALL, changes / 2);
        List<JournalRow> rows = new ArrayList<>();
        long length = 0;
        int many = 0;
        for (JournalRow row : tail) {
            many += row.items().size();
            length += row.bytes();
            if (!rows.isEmpty() && (many > most || length > LARGE_BYTES)) {
                break;
            }
            rows.add(row);
        }
        return rows;
    }

    /// Applies rows, but keeps them in mind: they count as applied when the transaction is.
    void apply(Sql sql, List<JournalRow> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        long upTo = rows.getLast().number();
        for (JournalRow row : rows) {
            row.items().forEach(item -> item.showGap(upTo));
        }
        Slice.apply(sql, rows);
    }

    /// The transaction is on disk.
    void applied(List<JournalRow> rows) {
        for (JournalRow row : rows) {
            tail.remove();
            bytes -= row.bytes();
            changes -= row.items().size();
            row.items().forEach(Item::applied);
        }
        if (tail.isEmpty()) {
            known.streams().clear();
            if (known.accounts().size() > MOST_SUBJECTS) {
                known.accounts().clear();
            }
        }
    }

    /// What was written directly may have changed what is known of accounts. Nothing waits now.
    void forget(List<Pending> group) {
        for (Pending batch : group) {
            for (Change change : batch.changes()) {
                switch (change) {
                    case Change.AppendMessage append -> known.accounts().remove(append.owner());
                    case Change.MoveCursor move -> known.accounts().remove(move.owner());
                    case Change.RemoveAccount _ -> known.accounts().clear();
                    default -> {}
                }
            }
        }
    }

    /// From any thread.
    Trace traceOf(BareJid account) {
        @Nullable Ledger ledger = shown.accounts().get(account);
        return ledger == null ? Trace.NONE : ledger.trace();
    }

    /// From any thread.
    Trace traceOf(StreamKey stream) {
        @Nullable StreamNotes notes = shown.streams().get(stream);
        return notes == null ? Trace.NONE : notes.trace();
    }
}
