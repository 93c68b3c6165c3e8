// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store;

import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Jid;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The append-only message log of each account: what waits for delivery, and the archive. Every method may block; none
/// keeps a writer waiting.
public interface MessageLog {

    enum Direction {
        RECEIVED,
        SENT
    }

    /// @param archived it stays when it is settled, until retention takes it
    /// @param peer the other side of the conversation, as the stanza names it
    /// @param id the stanza's `id`, by which its sender can name it later
    record Entry(
            long seq,
            Instant at,
            Direction direction,
            boolean archived,
            Jid peer,
            @Nullable String id,
            byte[] stanza) {

        public Entry withStanza(byte[] changed) {
            return new Entry(seq, at, direction, archived, peer, id, changed);
        }
    }

    /// What is looked for in the archive. All bounds hold together.
    ///
    /// @param peer a bare JID stands for all of its resources
    /// @param from the earliest time
    /// @param to the latest time
    /// @param after only numbers above this one
    /// @param before only numbers below this one
    record Query(
            @Nullable Jid peer,
            @Nullable Instant from,
            @Nullable Instant to,
            long after,
            long before) {

        public static final Query ALL = new Query(null, null, null, 0, Long.MAX_VALUE);

        public Query after(long number) {
            return new Query(peer, from, to, Math.max(after, number), before);
        }

        public Query before(long number) {
            return new Query(peer, from, to, after, Math.min(before, number));
        }
    }

    /// A page of an archive holds no more bytes than this, but for a single message that is larger.
    int PAGE_BYTES = 512 * 1024;

    /// @param complete nothing more matches beyond the end that the page grows towards
    record Page(List<Entry> entries, boolean complete) {
        public Page {
            entries = List.copyOf(entries);
        }
    }

    /// Received messages with a number above `after`, in order: what may still be delivered.
    List<Entry> read(BareJid owner, long after, int limit);

    /// Archived messages that match: the first ones in order, or, with `latest`, the last ones, in order as well.
    /// Fewer than the limit if they would be too large together.
    Page search(BareJid owner, Query query, boolean latest, int limit);

    /// How many archived messages match, counted up to `limit`.
    long count(BareJid owner, Query query, int limit);

    /// Those of these numbers that are in the log, in order.
    List<Entry> find(BareJid owner, Collection<Long> numbers);

    /// What arrived before that time has this number at most, and what came later has a higher one; 0 if there is
    /// nothing. Costs next to the same for every length of log.
    long lastBefore(BareJid owner, Instant time);

    /// The highest number that has `keep` archived messages above it, or 0 if there are no more than that. Looks at
    /// `keep` messages; at none if the numbers alone say that no more than `keep + slack` are there.
    long lastBeyond(BareJid owner, int keep, int slack);

    /// How many messages [Change.PruneMessages] would remove now.
    int prunable(BareJid owner, long seq, int limit);
}
