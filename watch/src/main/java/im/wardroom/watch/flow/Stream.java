// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.flow;

import im.wardroom.watch.octet.Excerpt;
import org.jspecify.annotations.Nullable;

/// The first octets of one direction of TCP, put in order. What comes twice counts as it came first; what is missing is
/// waited for while a few pieces come, then passed over. Copies nothing as long as one segment at a time is enough.
public final class Stream {

    /// What a decision needs at most: a chain of certificates is the longest.
    public static final int LONGEST = 16 * 1024;

    private static final int MOST_PIECES = 8;
    private static final byte[] NOTHING = new byte[0];

    private final Budget budget;
    private byte[] kept = NOTHING;
    private int length;
    private int dropped;
    private int next;
    private boolean started;
    private boolean starved;
    private @Nullable Piece pieces;
    private int pieceCount;

    public Stream(Budget budget) {
        this.budget = budget;
    }

    public void startAt(int sequence) {
        next = sequence;
        started = true;
    }

    /// Takes octets of the direction. Shows what is known from the beginning on, and what of it is new; the former may
    /// be the segment itself: who wants to see it again says [#keep] before the next one comes.
    /// False if nothing is new.
    public boolean offer(int sequence, Excerpt payload, Excerpt all, Excerpt fresh) {
        if (!started) {
            startAt(sequence);
        }
        int ahead = sequence - next;
        if (ahead > 0) {
            return putAside(sequence, payload) && showFilled(all, fresh);
        }
        // Not turned round before it is compared: half of all numbers away, it would stay negative.
        if (ahead <= -payload.length()) {
            return false;
        }
        int known = -ahead;
        int from = payload.from() + known;
        int fits = Math.min(payload.to() - from, LONGEST - length);
        if (length == 0 && pieces == null) {
            next += payload.to() - from;
            all.show(payload.bytes(), from, from + fits);
            fresh.show(payload.bytes(), from, from + fits);
            return true;
        }
        int before = length;
        append(payload.bytes(), from, payload.to());
        takePieces();
        return show(before, all, fresh);
    }

    /// Shows what of a segment is new, and keeps nothing.
    public boolean follow(int sequence, Excerpt payload, Excerpt fresh) {
        int known = started ? Math.max(0, next - sequence) : 0;
        if (known >= payload.length()) {
            return false;
        }
        startAt(sequence + payload.length());
        fresh.show(payload.bytes(), payload.from() + known, payload.to());
        return true;
    }

    /// Keeps what was shown last, if it was not copied yet.
    public void keep(Excerpt all) {
        if (length == 0 && !all.isEmpty() && all.bytes() != kept) {
            copy(all.bytes(), all.from(), all.to());
        }
    }

    /// What is known and kept, from the beginning on.
    public void show(Excerpt all) {
        all.show(kept, dropped, length);
    }

    /// Nothing more can be kept: enough is there, or there is no memory left.
    public boolean isFull() {
        return length >= LONGEST || starved;
    }

    /// Waits no longer for what is missing.
    public void passGaps() {
        while (pieces != null) {
            pass();
        }
    }

    /// Forgets so many octets at the beginning, as if the direction began after them.
    public void drop(int octets) {
        dropped = Math.min(length, dropped + octets);
    }

    public void release() {
        budget.giveBack(kept.length);
        for (Piece piece = pieces; piece != null; piece = piece.later) {
            budget.giveBack(piece.bytes.length);
        }
        kept = NOTHING;
        length = 0;
        dropped = 0;
        pieces = null;
        pieceCount = 0;
    }

    private boolean show(int before, Excerpt all, Excerpt fresh) {
        show(all);
        fresh.show(kept, Math.min(Math.max(before, dropped), length), length);
        return length > before;
    }

    private boolean putAside(int sequence, Excerpt payload) {
        if (sequence - next > 4 * LONGEST || length >= LONGEST) {
            // So far ahead is no part of what is looked at; a jump is a new beginning.
            return pieces == null && length == 0 && jump(sequence, payload);
        }
        if (pieceCount >= MOST_PIECES || !budget.take(payload.length())) {
            return pass();
        }
        byte[] copy = new byte[payload.length()];
        System.arraycopy(payload.bytes(), payload.from(), copy, 0, copy.length);
        insert(new Piece(sequence, copy));
        return pieceCount >= MOST_PIECES && pass();
    }

    private boolean jump(int sequence, Excerpt payload) {
        next = sequence;
        copy(payload.bytes(), payload.from(), payload.to());
        next += payload.length();
        return true;
    }

    /// Waits no longer for what is missing before the first piece.
    private boolean pass() {
        if (pieces == null) {
            return false;
        }
        next = pieces.sequence;
        int before = length;
        takePieces();
        return length > before;
    }

    private boolean showFilled(Excerpt all, Excerpt fresh) {
        return show(0, all, fresh);
    }

    private void insert(Piece piece) {
        pieceCount++;
        if (pieces == null || piece.sequence - pieces.sequence < 0) {
            piece.later = pieces;
            pieces = piece;
            return;
        }
        Piece at = pieces;
        while (at.later != null && piece.sequence - at.later.sequence >= 0) {
            at = at.later;
        }
        piece.later = at.later;
        at.later = piece;
    }

    private void takePieces() {
        while (pieces != null && pieces.sequence - next <= 0) {
            Piece piece = pieces;
            pieces = piece.later;
            pieceCount--;
            budget.giveBack(piece.bytes.length);
            int known = next - piece.sequence;
            if (known < piece.bytes.length) {
                append(piece.bytes, known, piece.bytes.length);
            }
        }
    }

    private void append(byte[] bytes, int from, int to) {
        next += to - from;
        copy(bytes, from, to);
    }

    private void copy(byte[] bytes, int from, int to) {
        int count = Math.min(to - from, LONGEST - length);
        if (count <= 0 || !grow(length + count)) {
            return;
        }
        System.arraycopy(bytes, from, kept, length, count);
        length += count;
    }

    private boolean grow(int needed) {
        if (needed <= kept.length) {
            return true;
        }
        int size = Math.min(LONGEST, Math.max(needed, Math.max(512, kept.length * 2)));
        if (!budget.take(size - kept.length)) {
            starved = true;
            return false;
        }
        byte[] larger = new byte[size];
        System.arraycopy(kept, 0, larger, 0, length);
        kept = larger;
        return true;
    }

    private static final class Piece {

        final int sequence;
        final byte[] bytes;

        @Nullable
        Piece later;

        Piece(int sequence, byte[] bytes) {
            this.sequence = sequence;
            this.bytes = bytes;
        }
    }
}
